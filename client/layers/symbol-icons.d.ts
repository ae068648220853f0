/** Made by vite.config.ts from the icons that the declarations of data/ name. */
declare module 'virtual:symbol-icons' {
  export const ICONS: Readonly<Record<string, import('./icon-paths.ts').IconPath>>
}
