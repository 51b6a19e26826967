// Forms with something in them that is not saved as a record: while there is one, no update is offered.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

/** typed: not on the disk yet, or never · kept: on the disk, found again after a reload · refused: the disk did not take it. */
export type Typing = 'typed' | 'kept' | 'refused';

export const useDirtyForms = defineStore('dirtyForms', () => {
  const forms = ref<ReadonlyMap<string, Typing>>(new Map());
  const isAny = (...wanted: readonly Typing[]): boolean =>
    [...forms.value.values()].some((typing) => wanted.includes(typing));
  return {
    isAnyDirty: computed(() => forms.value.size > 0),
    /** A page that goes away now takes it along. */
    isAnyUnkept: computed(() => isAny('typed', 'refused')),
    isAnyRefused: computed(() => isAny('refused')),
    mark: (id: string, typing: Typing): void => {
      forms.value = new Map([...forms.value, [id, typing]]);
    },
    clear: (id: string): void => {
      forms.value = new Map([...forms.value].filter(([each]) => each !== id));
    },
  };
});
