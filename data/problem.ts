/** Errors as RFC 9457 problem documents: what the server sends and the client shows. */
import { z } from 'zod'

const problem = (status: number, zh: string, en: string) => ({ status, title: { zh, en } })

/** Kinds of problem with the status each one answers with. */
export const PROBLEMS = {
  'invalid-parameter': problem(400, '参数无效', 'Invalid parameter'),
  'malformed-body': problem(400, '请求内容无法解析', 'Malformed request body'),
  'invalid-body': problem(422, '请求内容无效', 'Invalid request body'),
  'invalid-feature': problem(422, '要素无效', 'Invalid feature'),
  'not-found': problem(404, '没有找到', 'Not found'),
  'method-not-allowed': problem(405, '不支持该方法', 'Method not allowed'),
  'not-acceptable': problem(406, '不支持该格式', 'Not acceptable'),
  'unsupported-media-type': problem(415, '不支持的内容类型', 'Unsupported media type'),
  'cross-origin': problem(403, '拒绝跨站请求', 'Cross-site request refused'),
  'link-refused': problem(403, '链接无权办理', 'Not with this link'),
  'link-ended': problem(410, '链接已失效', 'Link ended'),
  misdirected: problem(421, '地址不被接受', 'Misdirected request'),
  'precondition-failed': problem(412, '内容已被他人修改', 'Changed meanwhile'),
  'precondition-required': problem(428, '缺少版本条件', 'Precondition required'),
  conflict: problem(409, '数据冲突', 'Conflict'),
  'too-large': problem(413, '请求过大', 'Request too large'),
  'no-network': problem(503, '没有道路网', 'No road network'),
  'too-many-questions': problem(429, '请求过多', 'Too many requests'),
  busy: problem(503, '服务繁忙', 'Busy'),
  'read-only': problem(503, '只能读取', 'Only reading'),
  timeout: problem(503, '处理超时', 'Timed out'),
  interrupted: problem(503, '计算中断', 'Interrupted'),
  cancelled: problem(503, '已停止', 'Stopped'),
  'storage-full': problem(507, '存储空间不足', 'Storage full'),
  internal: problem(500, '服务器内部错误', 'Internal error'),
} as const

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
