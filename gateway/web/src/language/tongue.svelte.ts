import { chinese, english, type Words } from './words';

export type Tongue = 'en' | 'zh';

/** The language of the page: chosen, or the browser's. */
class Language {
  tongue = $state<Tongue>('en');

  get words(): Words {
    return this.tongue === 'zh' ? chinese : english;
  }

  choose(wanted: string): void {
    this.tongue = wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
    document.documentElement.lang = this.tongue === 'zh' ? 'zh-CN' : 'en';
  }
}

export const language = new Language();
