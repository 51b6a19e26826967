// What was last asked of the table of people: whoever comes back from a person finds it as she left it. Gone with the page.
import { defineStore } from 'pinia';
import { ref } from 'vue';

export const usePeopleWords = defineStore('peopleWords', () => {
  const [text, category, role] = [ref(''), ref(''), ref('')];
  /** Of which unit and all below it. */
  const unit = ref('');
  /** Where each page before the shown one began; the first begins with ''. */
  const pages = ref<readonly string[]>(['']);
  return { text, category, role, unit, pages };
});
