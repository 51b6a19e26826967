// The door to the chunk of the reports: its name keeps it out of what every phone holds.
import ReportsArea from './ReportsArea.vue';

export const reportsArea = ReportsArea;
