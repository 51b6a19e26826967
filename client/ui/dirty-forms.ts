// Forms with something in them that is not saved as a record: while there is one, no update is offered.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

export const useDirtyForms = defineStore('dirtyForms', () => {
  const ids = ref<ReadonlySet<string>>(new Set());
  return {
    isAnyDirty: computed(() => ids.value.size > 0),
    mark: (id: string): void => {
      ids.value = new Set([...ids.value, id]);
    },
    clear: (id: string): void => {
      ids.value = new Set([...ids.value].filter((each) => each !== id));
    },
  };
});
