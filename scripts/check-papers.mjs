/**
 * Part of `npm run check`: every file, heading and command that the papers name exists, every
 * package has its reason, its checksum and its licence, and the README stays short.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { thirdPartyPackages } from './licences.ts'
import { PROJECT_FOLDER } from './toolchain.mjs'

const MOST_README_BYTES = 16_000
/** Commands of npm itself, which package.json need not declare. */
const BUILT_IN = ['ci', 'install', 'start', 'test']

const read = (path) => readFileSync(join(PROJECT_FOLDER, path), 'utf8')
const { scripts, dependencies, devDependencies, optionalDependencies } = JSON.parse(
  read('package.json'),
)

/** The anchor that a heading gets where papers are shown as pages. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

const anchorsOf = (path) =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading))

const brokenLinks = (paper, text) =>
  [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)]
    .filter(([, target]) => {
      const [file, fragment] = target.split('#')
      const path = file === '' ? paper : join(dirname(paper), file)
      if (!existsSync(join(PROJECT_FOLDER, path))) return true
      return fragment !== undefined && !anchorsOf(path).includes(fragment)
    })
    .map(([, target]) => `${paper}: there is no ${target}`)

const unknownCommands = (paper, text) =>
  [...text.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)]
    .filter(([command, name]) =>
      command.startsWith('npm run ') ? !scripts[name] : !BUILT_IN.includes(name),
    )
    .map(([command]) => `${paper}: there is no command ${command}`)

/** Paths in backquotes, as far as they begin with a folder of the project. */
const missingPaths = (paper, text) =>
  [...text.matchAll(/`((?:client|server|data|seeds|test|scripts|docs)\/[^`\s*<>{}…]*)`/g)]
    .filter(([, path]) => !existsSync(join(PROJECT_FOLDER, path)))
    .map(([, path]) => `${paper}: there is no ${path}`)

/** What npm would take as a registry hands it out: no SHA-512 in the lock, or not in the lock. */
const unpinnedPackages = () => {
  const { packages } = JSON.parse(read('package-lock.json'))
  return Object.entries(packages).flatMap(([path, { integrity, optionalDependencies }]) => [
    ...(path === '' || integrity?.startsWith('sha512-') ? [] : [path]),
    ...Object.keys(optionalDependencies ?? {}).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  ])
}

const papers = globSync(['*.md', 'docs/**/*.md', 'seeds/*.md'], { cwd: PROJECT_FOLDER })
/** What was once decided or changed may name what is gone. */
const isHistory = (paper) => paper === 'CHANGELOG.md' || paper.startsWith('docs/decisions')
const reasons = read('docs/dependencies.md')

const faults = [
  ...papers.flatMap((paper) => {
    const text = read(paper)
    const present = isHistory(paper)
      ? []
      : [...unknownCommands(paper, text), ...missingPaths(paper, text)]
    return [...brokenLinks(paper, text), ...present]
  }),
  ...Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter((name) => !reasons.includes(name) && !name.startsWith('@types/'))
    .map((name) => `docs/dependencies.md: no reason for ${name}`),
  ...thirdPartyPackages()
    .filter(({ name, texts }) => texts.length === 0 && !reasons.includes(name))
    .map(({ name }) => `docs/dependencies.md: ${name} holds no licence text, which is not said`),
  ...unpinnedPackages().map((path) => `package-lock.json: no SHA-512 of ${path}`),
  ...(Buffer.byteLength(read('README.md')) > MOST_README_BYTES
    ? [`README.md: longer than ${MOST_README_BYTES} bytes`]
    : []),
]
for (const fault of faults) console.error(`✗ ${fault}`)
process.exit(faults.length > 0 ? 1 : 0)
