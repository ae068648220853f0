/** Errors as RFC 9457 problem documents: what the server sends and the client shows. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'

/** Kinds of problem with the status each one answers with. */
export const PROBLEMS = {
  'invalid-parameter': { status: 400, title: { zh: '参数无效', en: 'Invalid parameter' } },
  'malformed-body': {
    status: 400,
    title: { zh: '请求内容无法解析', en: 'Malformed request body' },
  },
  'invalid-body': { status: 422, title: { zh: '请求内容无效', en: 'Invalid request body' } },
  'not-found': { status: 404, title: { zh: '没有找到', en: 'Not found' } },
  'method-not-allowed': { status: 405, title: { zh: '不支持该方法', en: 'Method not allowed' } },
  'not-acceptable': { status: 406, title: { zh: '不支持该格式', en: 'Not acceptable' } },
  'unsupported-media-type': {
    status: 415,
    title: { zh: '不支持的内容类型', en: 'Unsupported media type' },
  },
  'cross-origin': { status: 403, title: { zh: '拒绝跨站请求', en: 'Cross-site request refused' } },
  'precondition-failed': {
    status: 412,
    title: { zh: '内容已被他人修改', en: 'Changed meanwhile' },
  },
  'precondition-required': {
    status: 428,
    title: { zh: '缺少版本条件', en: 'Precondition required' },
  },
  conflict: { status: 409, title: { zh: '数据冲突', en: 'Conflict' } },
  'too-large': { status: 413, title: { zh: '请求过大', en: 'Request too large' } },
  'no-network': { status: 503, title: { zh: '没有道路网', en: 'No road network' } },
  busy: { status: 503, title: { zh: '服务繁忙', en: 'Busy' } },
  timeout: { status: 503, title: { zh: '处理超时', en: 'Timed out' } },
  cancelled: { status: 503, title: { zh: '已停止', en: 'Stopped' } },
  'storage-full': { status: 507, title: { zh: '存储空间不足', en: 'Storage full' } },
  internal: { status: 500, title: { zh: '服务器内部错误', en: 'Internal error' } },
} as const satisfies Record<string, { status: number; title: Bilingual }>

export type ProblemKind = keyof typeof PROBLEMS

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  /** The same sentence in Chinese, for the page. */
  detailZh: z.string().optional(),
  instance: z.string().optional(),
  errors: z
    .array(z.object({ parameter: z.string(), detail: z.string(), detailZh: z.string().optional() }))
    .optional(),
})

export type Problem = z.infer<typeof problemSchema>
