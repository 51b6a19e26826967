// What is loaded of this folder from outside lies in one file: each more that a first form waits for costs it half a kilobyte.
import CapturePage from './CapturePage.vue';
import RecordForm from './RecordForm.vue';

export const captureParts = { page: CapturePage, form: RecordForm } as const;
