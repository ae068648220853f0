/** Style sheets for the browsers of government desks: Chromium 100 to 103. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newerCss } from '../../fixtures/newer-css.ts'

test.each(globSync('client/**/*.css'))('%s asks for nothing newer', (path) => {
  expect(newerCss(readFileSync(path, 'utf8'))).toEqual([])
})

test.each([
  '.a { rotate: 45deg }',
  '.a:has(> b) { top: 0 }',
  '.a{color:color-mix(in srgb,red,blue)}',
  '.a { block-size: 100dvh }',
])('the eye sees %s', (sheet) => expect(newerCss(sheet)).toHaveLength(1))

test('a comment, a transform and a custom property are no cause', () => {
  const sheet = '/* no :has( */ .a { --scale: 2; transform: rotate(3deg) scale(var(--scale)) }'
  expect(newerCss(sheet)).toEqual([])
})
