// What an import of a component is to tools that do not read .vue files (tsc, the linter); vue-tsc sees the real one.
declare module '*.vue' {
  import type { Component } from 'vue';
  const component: Component;
  export default component;
}
