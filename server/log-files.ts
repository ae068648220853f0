/** Log files that begin anew each day, and when they are large; the oldest go. */
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import type { AccessLogs } from './http/access-logs.ts'

/** With a file a day the half year that 网络安全法 §21 asks for, and some days of many lines. */
const KEPT_FILES = 200
const LARGEST_FILE = '20M'
/** Their lines say who read what. */
const FOR_OWNER_ALONE = 0o600
const TRY_AGAIN_MILLISECONDS = 10_000
/** What waits for a slow disk; lines after that are left out, so that memory is not what fills. */
const MOST_WAITING_BYTES = 8 * 1024 * 1024

export interface LogFiles extends AccessLogs {
  /** Settles when all lines are in their files. */
  close(): Promise<void>
}

/** Lines of one file. What goes wrong with it costs lines, never an answer. */
class LogFile {
  readonly #name: string
  readonly #folder: string
  readonly #logger: Logger
  #stream: RotatingFileStream | null = null
  #tryAgainAt = 0

  constructor(folder: string, name: string, logger: Logger) {
    this.#folder = folder
    this.#name = name
    this.#logger = logger
  }

  write(line: string): void {
    const stream = this.#stream ?? this.#open()
    if (stream && stream.writableLength < MOST_WAITING_BYTES) stream.write(line)
  }

  close(): Promise<void> {
    const stream = this.#stream
    return new Promise((settle) => {
      if (!stream || stream.destroyed) return settle()
      stream.once('close', settle)
      stream.end()
    })
  }

  #open(): RotatingFileStream | null {
    const now = performance.now()
    if (now < this.#tryAgainAt) return null
    this.#tryAgainAt = now + TRY_AGAIN_MILLISECONDS
    const stream = createStream(this.#name, {
      path: this.#folder,
      interval: '1d',
      intervalBoundary: true,
      initialRotation: true,
      size: LARGEST_FILE,
      maxFiles: KEPT_FILES,
      history: `${this.#name}.files`,
      mode: FOR_OWNER_ALONE,
    })
    stream.on('error', (error) => {
      if (this.#stream === stream) this.#stream = null
      this.#logger.error({ err: error, file: this.#name }, 'lines of a log could not be written')
    })
    this.#stream = stream
    return stream
  }
}

/** A line says when, by which event or request, and from which address; nothing else of the machine. */
const loggerInto = (file: LogFile): Logger =>
  pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, file)

/**
 * @param folder made where there is none.
 * @param isAccessLogged whether every request is written down as well.
 * @param logger receives what cannot be written.
 * @throws what the file system says where nothing can be written there.
 */
export const openLogFiles = (folder: string, isAccessLogged: boolean, logger: Logger): LogFiles => {
  mkdirSync(folder, { recursive: true })
  const fileOf = (name: string): LogFile => {
    closeSync(openSync(join(folder, name), 'a', FOR_OWNER_ALONE))
    return new LogFile(folder, name, logger)
  }
  const securityFile = fileOf('security.log')
  const accessFile = isAccessLogged ? fileOf('access.log') : null
  return {
    securityLog: loggerInto(securityFile),
    accessLog: accessFile && loggerInto(accessFile),
    async close() {
      await Promise.all([securityFile.close(), accessFile?.close()])
    },
  }
}
