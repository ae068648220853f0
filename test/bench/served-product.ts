/** The product as it is started, in a process of its own, for measurements over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { fileURLToPath } from 'node:url'

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url))
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/
const PAGE_KIBIBYTES = 4

export interface ServedProduct {
  origin: string
  /** From starting the process to the line with the address. */
  readySeconds: number
  /** Resident memory now, in MiB; null where /proc does not tell. */
  memoryMebibytes(): number | null
  stop(): Promise<void>
}

/** @param command script and arguments for Node, such as `server/main.ts`. */
export const serveProduct = (dataFolder: string, command: string[]): Promise<ServedProduct> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, command, {
      cwd: PROJECT_FOLDER,
      env: { ...process.env, DATA_DIR: dataFolder, HOST: '127.0.0.1', PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout!.on('data', (chunk) => {
      output += chunk
      const origin = ADDRESS.exec(output)?.[0]
      if (!origin) return
      resolve({
        origin,
        readySeconds: (performance.now() - started) / 1000,
        memoryMebibytes: () => residentMebibytes(child),
        stop: () => stop(child),
      })
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.on('exit', () => resolve())
    child.kill('SIGTERM')
  })

const residentMebibytes = ({ pid }: ChildProcess): number | null => {
  try {
    const resident = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]
    return (Number(resident) * PAGE_KIBIBYTES) / 1024
  } catch {
    return null
  }
}

const agent = new Agent({ keepAlive: true })

/** Fetches an address, reads the body to its end, and answers its size in bytes. */
export const fetchBytes = (address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(address, { agent, headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve(size)
        else reject(new Error(`${address} answered ${response.statusCode}`))
      })
    }).on('error', reject)
  })
