using System.Collections.Frozen;

namespace Interactions.Comments;

/// <summary>
/// Characters that stand for another one in a skeleton. Pairs: the character, then what it becomes; nothing that comes out goes in again.
/// </summary>
internal static class SkeletonTables
{
    // Look-alikes of Latin letters. Capitals have their own entries, because a capital can look like another letter than its small form does.
    private const string Cyrillic =
        "АaаaВbвbСcсcԀdԁdЕeеeҒfғfНhнhІiіiЈjјjКkкkӀiӏiМmмmОoоoРpрpԚqԛqЅsѕsТtтtԜwԝwХxхxУyуyҮyүyҺhһhҚkқkҢhңhԌgԍg";

    private const string Greek = "ΑaαaΒbβbΕeεeΖzΗhηnΙiιiΚkκkΜmΝnνvΟoοoΡpρpΤtτtυuΥyγyΧxχxωwϲcσo";

    // Latin letters that do not decompose.
    private const string Latin =
        "ØoøoĐdđdŁlłlĦhħhŦtŧtıiȷjɑaɡgɩiɪiɴnʀrʏyʜhʟlƅbɓbƈcɗdɠgƙkɱmɲnƥpƭtʋvƴyƶzʙbᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzꜰfꜱs";

    private const string CherokeeAndArmenian = "ᎪaᏴbᏟcᎠdᎬeᏀgᎻhᎥiᎫjᏦkᏞlᎷmᏢpᏒrᏚsᎢtᏙvᎳwᏃzօoսuհhոnցg";

    // The traditional forms that occur in comments, with the simplified ones that lists are written in.
    private const string Traditional =
        "愛爱礙碍襖袄罷罢擺摆敗败頒颁辦办絆绊幫帮綁绑鎊镑寶宝飽饱報报鮑鲍輩辈貝贝備备筆笔畢毕閉闭邊边編编變变標标錶表別别賓宾並并餅饼撥拨"
        + "補补財财參参殘残慘惨燦灿倉仓艙舱廁厕測测層层產产場场長长償偿腸肠廠厂暢畅車车徹彻塵尘陳陈襯衬稱称懲惩誠诚遲迟恥耻齒齿衝冲蟲虫籌筹"
        + "醜丑處处傳传創创純纯詞词辭辞從从叢丛湊凑錯错達达帶带貸贷單单擔担膽胆當当擋挡黨党導导島岛燈灯鄧邓敵敌遞递點点電电墊垫調调釘钉頂顶"
        + "訂订丟丢東东動动凍冻棟栋鬥斗獨独讀读賭赌斷断鍛锻隊队對对噸吨頓顿奪夺額额惡恶餓饿兒儿爾尔發发髮发罰罚閥阀煩烦範范販贩飯饭訪访紡纺"
        + "飛飞費费墳坟奮奋憤愤風风豐丰瘋疯縫缝諷讽鳳凤膚肤輻辐輔辅撫抚負负婦妇復复複复該该蓋盖趕赶幹干乾干剛刚鋼钢崗岗個个給给鞏巩貢贡溝沟"
        + "構构夠够購购顧顾關关觀观館馆慣惯貫贯廣广規规歸归龜龟軌轨貴贵國国過过還还漢汉號号閡阂賀贺紅红後后壞坏歡欢環环換换喚唤揮挥輝辉會会"
        + "匯汇穢秽繪绘畫画話话華华劃划懷怀黃黄謊谎獲获貨货禍祸擊击機机積积極极級级擠挤幾几記记計计紀纪際际繼继濟济夾夹價价駕驾殲歼監监堅坚"
        + "間间艱艰簡简見见鍵键艦舰劍剑漸渐將将獎奖講讲醬酱膠胶驕骄腳脚較较覺觉階阶節节結结潔洁誡诫緊紧謹谨進进盡尽勁劲驚惊經经淨净競竞糾纠"
        + "舊旧舉举據据劇剧懼惧絕绝軍军開开殼壳課课懇恳誇夸塊块況况虧亏擴扩闊阔來来賴赖蘭兰攔拦爛烂濫滥勞劳樂乐淚泪類类離离裡里裏里禮礼歷历"
        + "曆历麗丽厲厉勵励聯联連连憐怜臉脸練练戀恋糧粮兩两輛辆諒谅遼辽獵猎臨临鄰邻靈灵領领劉刘龍龙樓楼錄录陸陆亂乱輪轮論论羅罗邏逻媽妈馬马"
        + "罵骂嗎吗買买賣卖邁迈滿满貓猫貿贸麼么沒没門门們们夢梦謎谜彌弥滅灭廟庙鳴鸣謀谋畝亩納纳難难腦脑惱恼鬧闹內内擬拟妳你鳥鸟寧宁農农濃浓"
        + "歐欧盤盘賠赔噴喷騙骗貧贫蘋苹憑凭評评頻频齊齐騎骑豈岂啟启棄弃氣气遷迁錢钱淺浅槍枪牆墙強强搶抢橋桥竊窃親亲輕轻請请慶庆窮穷瓊琼趨趋"
        + "區区權权勸劝卻却確确讓让擾扰熱热認认榮荣軟软銳锐潤润灑洒薩萨傘伞喪丧掃扫殺杀曬晒閃闪傷伤賞赏燒烧捨舍攝摄設设誰谁審审嬸婶腎肾勝胜"
        + "聖圣聲声師师詩诗時时識识實实視视試试適适釋释飾饰壽寿獸兽書书輸输屬属術术樹树數数帥帅雙双順顺說说絲丝飼饲聳耸訴诉肅肃雖虽隨随歲岁"
        + "孫孙損损縮缩瑣琐鎖锁態态臺台檯台颱台貪贪談谈嘆叹湯汤燙烫濤涛討讨騰腾題题體体條条鐵铁聽听廳厅頭头圖图團团脫脱馱驮灣湾彎弯萬万網网"
        + "為为爲为違违維维偉伟偽伪衛卫溫温聞闻穩稳問问窩窝臥卧烏乌無无吳吴誤误務务霧雾習习襲袭戲戏細细蝦虾嚇吓鮮鲜閒闲賢贤險险顯显現现線线"
        + "縣县獻献鄉乡響响項项曉晓嘯啸協协寫写謝谢興兴兇凶學学選选懸悬勳勋訊讯訓训遜逊壓压亞亚啞哑煙烟嚴严鹽盐顏颜厭厌驗验艷艳豔艳楊杨陽阳"
        + "揚扬養养樣样搖摇藥药爺爷業业葉叶頁页醫医遺遗儀仪藝艺億亿義义議议異异憶忆陰阴銀银飲饮隱隐應应營营贏赢擁拥優优憂忧遊游猶犹誘诱魚鱼"
        + "漁渔與与語语獄狱譽誉預预員员圓圆園园緣缘遠远願愿約约閱阅躍跃雲云運运暈晕雜杂災灾載载暫暂贊赞讚赞髒脏臟脏擇择責责則则賊贼贈赠詐诈"
        + "債债盞盏戰战張张漲涨賬账帳账趙赵這这著着針针偵侦診诊鎮镇陣阵爭争睜睁證证鄭郑隻只衹只織织職职執执紙纸誌志製制質质鐘钟鍾钟終终種种"
        + "眾众週周豬猪諸诸燭烛囑嘱築筑註注駐驻專专磚砖轉转賺赚裝装莊庄壯壮狀状準准濁浊資资總总縱纵組组鑽钻傑杰彈弹幣币嗶哔囉啰嘍喽噁恶綠绿"
        + "藍蓝嗚呜妝妆屍尸姦奸蕩荡賤贱雞鸡";

    private static readonly FrozenDictionary<char, char> Table = Read(Cyrillic + Greek + Latin + CherokeeAndArmenian + Traditional);

    /// <summary>What <paramref name="c"/> becomes; itself for nearly all characters.</summary>
    public static char Map(char c) => c < 0x80 ? c : Table.GetValueOrDefault(c, c);

    private static FrozenDictionary<char, char> Read(string pairs) =>
        pairs.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
