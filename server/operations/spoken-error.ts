// What a person typed wrong, in words for that person: Chinese or English on a screen, English at the terminal.
import type { Label } from '../../shared/forms/field-types.ts';

export class SpokenError extends Error {
  readonly words: Label;
  constructor(words: Label) {
    super(words.en);
    this.name = 'SpokenError';
    this.words = words;
  }
}
