import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: ['./server/store/sqlite/schema.ts', './server/store/sqlite/resource-schema.cjs'],
  out: './server/store/sqlite/migrations',
})
