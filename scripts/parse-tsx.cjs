// Preloaded into dependency-cruiser, whose swc parser doesn't know TSX: it names the syntax without it.
const swc = require('@swc/core');

const parseFile = swc.parseFileSync;
swc.parseFileSync = (file, options) => parseFile(file, { ...options, tsx: file.endsWith('.tsx') });
