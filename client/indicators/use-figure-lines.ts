// The sheet of a unit as sentences: one for each kind of work, and those over several kinds.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { indicatorsOverTypes } from '../../shared/indicators/catalogue/indicators-of.ts';
import { levels, type Level } from '../../shared/org/org-unit.ts';
import type { FigureSheet } from '../../shared/indicators/count-figures.ts';
import { figurePhrase, kindSentence } from '../../shared/indicators/figure-sentence.ts';
import { useServices } from '../session/use-session.ts';
import { useLanguage } from '../ui/use-language.ts';

export type FigureLine = { readonly definition: RecordDefinition; readonly sentence: string };
export type FigureLines = {
  readonly lines: readonly FigureLine[];
  /** Over several kinds, all in one sentence; '' when there is nothing. */
  readonly together: string;
  /** Kinds of the level, or of one below it, without a record: nil is derived, never asked. */
  readonly nothingOf: readonly RecordDefinition[];
};

/** The answer follows the language. */
export function useFigureLines(): (sheet: FigureSheet, level: Level) => FigureLines {
  const { registry } = useServices();
  const { locale } = useLanguage();
  const counted = registry.all.filter((definition) => definition.countedAs !== undefined);
  const overTypes = indicatorsOverTypes(registry);
  return (sheet, level) => {
    const all = counted.map((definition) => ({
      definition,
      sentence: kindSentence(definition, sheet, locale.value),
    }));
    const phrases = overTypes.map((indicator) =>
      figurePhrase(indicator, sheet.figures[indicator.id], locale.value),
    );
    return {
      lines: all.filter((line) => line.sentence !== ''),
      together: phrases.filter((phrase) => phrase !== '').join(locale.value === 'zh' ? '，' : ', '),
      nothingOf: all
        .filter(({ sentence, definition }) => sentence === '' && isRecordedUpTo(level, definition))
        .map((line) => line.definition),
    };
  };
}

/** A village never holds what only offices record. */
function isRecordedUpTo(level: Level, { recordedBy }: RecordDefinition): boolean {
  return recordedBy.some((each) => levels.indexOf(each) >= levels.indexOf(level));
}
