// The entry: a shell that paints at once; the database, the words and the screens follow as they are needed.
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { createMessages } from './locales/messages.ts';
import { createAppRouter } from './router.ts';
import './ui/vant-styles.ts';
import './ui/tokens.css';
import './ui/base.css';

createApp(App).use(createPinia()).use(createMessages()).use(createAppRouter()).mount('#app');
