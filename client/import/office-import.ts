// The door to the import's chunk: its name keeps it out of what every phone holds.
import ImportPage from './ImportPage.vue';

export const importPage = ImportPage;
