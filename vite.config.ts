import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const API_ORIGIN = process.env.API_ORIGIN ?? 'http://127.0.0.1:8787'

/** Which chunk a package belongs to, earlier entries first: a package comes with what it needs. */
const CHUNKS: ReadonlyArray<readonly [name: string, packages: RegExp]> = [
  ['react', /node_modules\/(react|react-dom|scheduler|@tanstack|zustand|i18next|react-i18next)\//],
  ['map', /node_modules\/(maplibre-gl|@maplibre)\//],
  ['antd', /node_modules\/(antd|@ant-design|@rc-component|rc-[^/]+|@emotion)\//],
]

export default defineConfig({
  root: 'client',
  plugins: [react()],
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['maplibre-gl'] },
  server: { host: '127.0.0.1', proxy: { '/api': API_ORIGIN } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: CHUNKS.map(([name, test], index) => ({
            name,
            test,
            priority: CHUNKS.length - index,
          })),
        },
      },
    },
  },
})
