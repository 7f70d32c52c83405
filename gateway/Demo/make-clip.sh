#!/usr/bin/env bash
# Makes clip.webm, the picture behind the demo: a one-minute drama of two circles, drawn and sung by ffmpeg alone.
# Needs ffmpeg with libvpx-vp9, libopus and libfreetype, and a font with Chinese. The result is committed; no build runs this.
set -euo pipefail
cd "$(dirname "$0")"
font=${FONT:-/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
size=360x640 rate=15 seconds=60

# from to | two background colours | what is said in Chinese | and in English
scenes=(
  "0 5|0x101a3a|0x223a6b|雨夜来电 · 第一集|The call on a rainy night"
  "5 13|0x0b2233|0x1f4a5a|她在便利店门口避雨|She waits out the rain"
  "13 20|0x1c1440|0x4b2a7a|一个陌生号码打来|An unknown number is calling"
  "20 28|0x2a0a12|0x8a1f2b|别回头|Do not look back"
  "28 36|0x12060a|0x5a1420|他就站在身后|He is standing right behind her"
  "36 44|0x3a2408|0xb8792a|失踪十年的哥哥|Her brother, ten years missing"
  "44 52|0x081a1a|0x0f4d46|可电话那头还有人|But somebody is still on the line"
  "52 60|0x05060c|0x1a1f38|未完待续|To be continued"
)

background="" texts="" n=0
for scene in "${scenes[@]}"; do
  IFS='|' read -r span dark light chinese english <<<"$scene"
  read -r from to <<<"$span"
  background+="gradients=s=$size:r=$rate:d=$((to - from)):c0=$dark:c1=$light:n=2:speed=0.006:seed=$((n + 3))[g$n];"
  printf '%s' "$chinese" >"$work/$n.zh"; printf '%s' "$english" >"$work/$n.en"
  shown="enable='between(t,$from+0.3,$to-0.2)'"
  texts+=",drawtext=fontfile=$font:textfile=$work/$n.zh:fontsize=30:fontcolor=white:x=(w-tw)/2:y=h*0.76:$shown"
  texts+=",drawtext=fontfile=$font:textfile=$work/$n.en:fontsize=17:fontcolor=0xd8dcea:x=(w-tw)/2:y=h*0.76+46:$shown"
  n=$((n + 1))
done
joined=$(for ((i = 0; i < n; i++)); do printf '[g%d]' $i; done)"concat=n=$n:v=1[sky];"

# Two discs: she is warm and waits; he is cool, comes in at 26 s, stands with her from 36 s, and leaves when the story breaks off.
round="geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='255*clip(46-hypot(X-48,Y-48),0,1)'"
disc() { echo "color=c=$1:s=96x96:r=$rate:d=$seconds,format=yuva420p,$round[$2];"; }
her="x='108+6*sin(t)-18*between(t,20,28)+30*gte(t,36)*min(1,(t-36)/4)':y='330+5*sin(t*2)+8*sin(40*t)*between(t,13,20)'"
him="x='if(lt(t,26),-200,if(lt(t,36),max(210,400-(t-26)*40),210-20*min(1,(t-36)/4)+200*max(0,t-53)/7))':y='326+5*sin(t*1.7+1)'"
phone="drawbox=x=146:y=262:w=20:h=34:color=0xbfe3ff@0.9:t=fill:enable='between(t,13,52)*lt(mod(t,1),0.6)+between(t,59.4,60)'"
rain="drawgrid=w=45:h=640:t=1:c=white@0.07:enable='lt(t,36)'"

# Pads a fifth apart, a ringing phone, a low beat while fear lasts, a brighter chord for the brother.
sound="0.10*sin(2*PI*110*t)*(0.7+0.3*sin(t/2))+0.06*sin(2*PI*165*t)"
sound+="+0.10*between(t,13,20)*lt(mod(t,2),0.9)*sin(2*PI*880*t)*(0.5+0.5*sin(2*PI*20*t))"
sound+="+0.35*between(t,20,36)*exp(-9*mod(t,0.8))*sin(2*PI*55*t)"
sound+="+0.07*between(t,36,44)*(sin(2*PI*220*t)+sin(2*PI*277.2*t)+sin(2*PI*329.6*t))"

graph="$background$joined$(disc 0xffb86b warm)$(disc 0x6bb8ff cool)"
graph+="[sky][warm]overlay=$her:eval=frame[a];[a][cool]overlay=$him:eval=frame,$phone,$rain$texts,format=yuv420p[v]"
encode() {
  ffmpeg -hide_banner -loglevel error -y -f lavfi -i "aevalsrc=exprs='$sound':s=24000:d=$seconds,afade=t=out:st=58:d=2" \
    -filter_complex "$graph" -map '[v]' -c:v libvpx-vp9 -b:v 24k -maxrate 60k -bufsize 400k -g 150 \
    -deadline good -cpu-used 2 -row-mt 1 -pass "$1" -passlogfile "$work/pass" -fflags +bitexact -flags:v +bitexact "${@:2}"
}
encode 1 -an -f null -
encode 2 -map 0:a -c:a libopus -b:a 10k -application audio -ac 1 -t "$seconds" clip.webm
ls -l clip.webm
