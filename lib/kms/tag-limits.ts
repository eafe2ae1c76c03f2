/** Most tags of a key or secret, and most characters of a tag's key and value. */
export const mostTags = 20;
export const mostTagKey = 128;
export const mostTagValue = 256;
