import { chinese, english, type Words } from './words';

export type Tongue = 'en' | 'zh';

const key = 'language';

/** The language of the page: chosen, or the browser's. */
class Language {
  tongue = $state<Tongue>('en');

  get words(): Words {
    return this.pick(english, chinese);
  }

  /** What is said in the language of the page. */
  pick<T>(inEnglish: T, inChinese: T): T {
    return this.tongue === 'zh' ? inChinese : inEnglish;
  }

  /** Begins with what was chosen at the last visit. */
  begin(storage: Storage): void {
    this.choose(storage.getItem(key) ?? navigator.language);
  }

  remember(storage: Storage, wanted: Tongue): void {
    storage.setItem(key, wanted);
    this.choose(wanted);
  }

  choose(wanted: string): void {
    this.tongue = wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
    document.documentElement.lang = this.tongue === 'zh' ? 'zh-CN' : 'en';
  }
}

export const language = new Language();
