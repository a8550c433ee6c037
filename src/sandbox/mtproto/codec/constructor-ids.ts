/** The constructors that are written and read by hand. @see https://core.telegram.org/mtproto/service_messages */
export const boolTrueId = 0x997275b5;
export const boolFalseId = 0xbc799737;
export const vectorId = 0x1cb5c415;
export const gzipPackedId = 0x3072cfa1;
export const messageContainerId = 0x73f1f8dc;
export const rpcResultId = 0xf35c6d01;
