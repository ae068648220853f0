/**
 * Whose work this is made of: `npm run licences` lists every installed package by its licence and
 * names those that hold no text of it; the page's build lays the texts beside the page.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const PROJECT_FOLDER = dirname(import.meta.dirname)
const TEXT_FILE = /^(licen[cs]e|copying|notice|unlicense)/i
/** Where a package keeps its texts; some have those of what they took in beside their own. */
const TEXT_FOLDERS = ['', 'licenses']

interface ThirdPartyPackage {
  /** Name and version, as in `zod 4.6.7`. */
  readonly name: string
  /** As the package declares it, by SPDX. */
  readonly licence: string
  /** Needed by the page or the service, not only to build and test them. */
  readonly isUsedInService: boolean
  /** Its licence and notices, word for word; empty where it holds none. */
  readonly texts: readonly string[]
}

interface LockEntry {
  readonly version: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly devOptional?: boolean
}

/** The packages of the lock file but for those of one system alone, which come and go with it. */
export const thirdPartyPackages = (): ThirdPartyPackage[] => {
  const lock = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package-lock.json'), 'utf8'))
  return Object.entries<LockEntry>(lock.packages).flatMap(([path, entry]) => {
    const folder = join(PROJECT_FOLDER, path)
    if (path === '' || entry.optional || entry.devOptional || !existsSync(folder)) return []
    const files = TEXT_FOLDERS.map((name) => join(folder, name))
      .filter((each) => existsSync(each))
      .flatMap((each) => readdirSync(each, { withFileTypes: true }))
      .filter((file) => file.isFile() && TEXT_FILE.test(file.name))
    return {
      name: `${path.split('node_modules/').at(-1)} ${entry.version}`,
      licence: entry.license ?? 'none declared',
      isUsedInService: !entry.dev,
      texts: files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8').trim()),
    }
  })
}

/** The texts that have to accompany page and service, as one plain text. */
export const notices = (): string =>
  thirdPartyPackages()
    .filter(({ isUsedInService }) => isUsedInService)
    .map(({ name, licence, texts }) =>
      [`${name} (${licence})`, ...(texts.length > 0 ? texts : ['The package holds no text.'])].join(
        '\n\n',
      ),
    )
    .join(`\n\n${'='.repeat(78)}\n\n`)

const list = (): string => {
  const packages = thirdPartyPackages()
  const section = (title: string, members: readonly ThirdPartyPackage[]): string[] => [
    `\n${title}: ${members.length}`,
    ...members.map(({ name, isUsedInService }) => `  ${name}${isUsedInService ? '' : ' (dev)'}`),
  ]
  const byLicence = Map.groupBy(packages, ({ licence }) => licence)
  return [
    ...[...byLicence].sort().flatMap(([licence, members]) => section(licence, members)),
    ...section(
      '包内没有许可文本 / Without licence text',
      packages.filter(({ texts }) => texts.length === 0),
    ),
  ].join('\n')
}

if (import.meta.main) console.log(list())
