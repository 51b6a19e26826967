// An input whose text and value differ: the text stays as typed while it means the value that the form holds.
import { ref, watch, type Ref } from 'vue';
import type { JsonValue } from '../../shared/records/json-value.ts';

/** `meaningOf` reads the text, `textOf` writes a value that came from elsewhere (a draft, last time's record, a button). */
export function useTyped(
  value: () => JsonValue | undefined,
  meaningOf: (text: string) => JsonValue | undefined,
  textOf: (value: JsonValue | undefined) => string,
): Ref<string> {
  const text = ref(textOf(value()));
  watch(value, (next) => {
    if (meaningOf(text.value) !== next) text.value = textOf(next);
  });
  return text;
}
