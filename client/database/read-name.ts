// How a name is read, from a dictionary that is loaded only where a name is registered.
import type { ReadName } from '../../shared/people/search-keys.ts';

/** Surnames are read as surnames: 单 shan, 曾 zeng, 仇 qiu. No reading when the dictionary cannot be loaded, or for letters. */
export const readChineseName: ReadName = async (name) => {
  if (!/\p{Script=Han}/u.test(name)) return [];
  try {
    const { pinyin } = await import('pinyin-pro');
    return pinyin(name, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'removed', v: true });
  } catch {
    return [];
  }
};
