// Cells that name something known: options by their words, units and people by their names.
import type { Choice, ChoiceField, OrgUnitField } from '../forms/field-types.ts';
import { optionByWords } from './option-words.ts';
import { doubt, isNothing, nothing, read, type ReadContext, type Reading } from './reading.ts';

/** Spaces, full-width forms, quotes and brackets do not tell words apart. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s"“”'‘’·()（）]/g, '')
    .toLowerCase();
}

type Match = { readonly option: Choice; readonly isSame: boolean };

/** The option that a text names, or the only one that shares its words. */
export function matchOption(options: readonly Choice[], written: string): Match | undefined {
  const text = plain(written);
  if (text === '') return undefined;
  const namesOf = ({ id, label }: Choice): readonly string[] => [plain(label.zh), plain(label.en), plain(id)];
  const same = options.find((option) => namesOf(option).includes(text));
  if (same !== undefined) return { option: same, isSame: true };
  const near = options.filter(({ label }) => {
    const name = plain(label.zh);
    return name.length >= 2 && text.length >= 2 && (text.includes(name) || name.includes(text));
  });
  return near.length === 1 && near[0] !== undefined ? { option: near[0], isSame: false } : undefined;
}

export function readChoice(field: ChoiceField, written: string): Reading {
  if (isNothing(written) && !field.options.some(({ label }) => plain(label.zh) === plain(written)))
    return nothing;
  const options = field.options.filter(({ retired }) => retired !== true);
  const pieces =
    field.kind === 'choice' ? [written] : written.split(/[、,，;；/\s]+/).filter((each) => each !== '');
  const whole = matchOption(options, written);
  const matches =
    field.kind === 'choices' && whole?.isSame !== true
      ? pieces.map((piece) => matchOption(options, piece))
      : [whole];
  const found = matches.filter((match) => match !== undefined);
  if (found.length < matches.length) return noOption(field, written);
  const ids = options.filter((option) => found.some((match) => match.option === option)).map(({ id }) => id);
  const value = field.kind === 'choice' ? (ids[0] ?? '') : ids;
  if (found.every(({ isSame }) => isSame)) return read(value);
  const names = found.map(({ option }) => option.label);
  return doubt(
    'nearChoice',
    `“${written}”是“${names.map(({ zh }) => zh).join('、')}”？`,
    `“${written}” means “${names.map(({ en }) => en).join(', ')}”?`,
    value,
  );
}

/** Its words may still mean one: 财政 is money of the unit. */
function noOption(field: ChoiceField, written: string): Reading {
  const meant = field.options.find(({ id }) => id === optionByWords(field, plain(written)));
  return meant === undefined
    ? doubt(
        'notChoice',
        `“${written}”不在“${field.label.zh}”的选项里，请选一项`,
        `“${written}” is none of the options of “${field.label.en}”`,
      )
    : doubt(
        'notChoice',
        `“${written}”不在“${field.label.zh}”的选项里，按“${meant.label.zh}”？`,
        `“${written}” is none of the options of “${field.label.en}”: take “${meant.label.en}”?`,
        field.kind === 'choice' ? meant.id : [meant.id],
      );
}

const yes = /^(是|有|√|✓|☑|对|1|y|yes|true|已|会)$/i;
const no = /^(否|无|没有|×|✗|x|0|n|no|false|未|不是|-)$/i;

export function readBoolean(written: string): Reading {
  const text = written.normalize('NFKC').trim();
  if (text === '') return nothing;
  if (yes.test(text)) return read(true);
  if (no.test(text)) return read(false);
  return doubt('notChoice', `“${written}”看不出是“是”还是“否”`, `“${written}” is neither yes nor no`);
}

export function readUnit(field: OrgUnitField, written: string, context: ReadContext): Reading {
  if (isNothing(written)) return nothing;
  if (field.many !== true) return readOneUnit(written, context);
  const readings = written
    .split(/[、,，;；\n]+/)
    .filter((each) => each.trim() !== '')
    .map((each) => readOneUnit(each, context));
  const wrong = readings.find((reading) => reading.kind === 'doubt');
  if (wrong !== undefined) return doubt(wrong.doubt, wrong.words.zh, wrong.words.en);
  return read(readings.flatMap((reading) => (reading.kind === 'value' ? [reading.value] : [])));
}

function readOneUnit(written: string, context: ReadContext): Reading {
  const text = written.normalize('NFKC').replaceAll(/\s/g, '');
  const named = context.unitsNamed(text);
  const [only] = named;
  if (named.length === 1 && only !== undefined) return read(only.id);
  if (named.length > 1)
    return doubt(
      'severalUnits',
      `叫“${written}”的单位不止一个，请选一个`,
      `Several units are called “${written}”: please choose`,
    );
  const start = context.unitAtStart(text);
  const [first] = start?.units ?? [];
  if (start !== undefined && start.units.length === 1 && first !== undefined) {
    const more = doubt(
      'unitWithMore',
      `“${written}”的单位是${first.shortName}？（“${start.rest}”不导入）`,
      `“${written}”: the unit is ${first.shortName}? (“${start.rest}” is left out)`,
      first.id,
    );
    return more.kind === 'doubt' ? { ...more, rest: start.rest } : more;
  }
  return doubt(
    'unknownUnit',
    `没有叫“${written}”的单位，请选一个`,
    `There is no unit called “${written}”: please choose`,
  );
}
