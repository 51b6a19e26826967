// The door to the chunk of the months' page: its name keeps it out of what every phone holds.
import PeriodsPage from './PeriodsPage.vue';

export const periodsPage = PeriodsPage;
