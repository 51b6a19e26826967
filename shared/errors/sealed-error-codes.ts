// Errors of sealed saves and of devices: part of `error-codes.ts`.

/** Each with its HTTP status and what the person can do; a row code has status 200. */
export const sealedErrorCodes = {
  tooManyCalls: {
    status: 429,
    retryable: true,
    zh: '请求太多，请稍后再试。',
    en: 'Too many requests; please wait a little.',
  },
  deviceRevoked: {
    status: 403,
    retryable: false,
    zh: '这台设备上的这个账号已被管理员停用，内容会清除。请联系管理员。',
    en: 'An administrator has revoked this account on this device, and it is erased. Please ask the administrator.',
  },
  unknownDeviceKey: {
    status: 403,
    retryable: false,
    zh: '服务器不认识这台设备的签名，内容仍留在设备上。',
    en: 'The server does not know the signature of this device; the content stays on the device.',
  },
  badSeal: {
    status: 400,
    retryable: false,
    zh: '密封的内容打不开或签名不对，内容仍留在设备上。',
    en: 'What was sealed does not open or is not rightly signed; it stays on the device.',
  },
  sealedToOtherKey: {
    status: 409,
    retryable: false,
    zh: '内容是用另一把服务器密钥密封的，仍留在设备上，登录后会重新发送。',
    en: 'It was sealed to another key of the server; it stays on the device and is sent anew after signing in.',
  },
  accountDisabled: {
    status: 200,
    retryable: false,
    zh: '写这条内容的账号已停用，内容保留，等上级处理。',
    en: 'The account that wrote this is disabled; it is kept until a superior deals with it.',
  },
} as const;
