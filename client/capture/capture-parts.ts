// What is loaded of this folder from outside: in one file, because each more that a first form waits for costs it half a kilobyte.
export { default as capturePage } from './CapturePage.vue';
export { default as recordForm } from './RecordForm.vue';
