// Runs the browser's modules under Node: reads one question as JSON, prints the answer as JSON.
// node judge.mjs FOLDER < question, where FOLDER holds the static files as browsers get them.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, how] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${folder}/js/paper/${name}.js`));
const question = JSON.parse(readFileSync(0, "utf-8"));
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));

if (how === "without-ed25519") {
  const { importKey } = crypto.subtle;
  crypto.subtle.importKey = (form, key, kind, ...rest) => {
    if (kind.name === "Ed25519") throw new Error("not known here");
    return importKey.call(crypto.subtle, form, key, kind, ...rest);
  };
}

const { readKeys } = await load("keylist");
const { readList } = await load("status");
const { judge } = await load("verdict");
const { holderCheck } = await load("holder");
const { isSigned } = await load("ed25519");

const root = bytes(question.root);
const keys = await readKeys(...question.keys.map(bytes), root);

async function refusal(read) {
  try {
    await read();
    return null;
  } catch (error) {
    return error.reason ?? String(error);
  }
}

const lists = {};
for (const [which, files] of Object.entries(question.lists)) {
  lists[which] = new Map();
  for (const [name, pair] of Object.entries(files)) {
    lists[which].set(name, await readList(...pair.map(bytes), name, keys));
  }
}

const at = Date.parse(question.at);
const answers = [];
for (const { text, lists: which } of question.cases) {
  const { verdict, reason, claims, purpose, signature, issuer, status } = await judge(text, keys, lists[which], at);
  answers.push({ verdict, reason, purpose, name: claims?.name ?? null, checks: [signature, issuer, status] });
}
const badKeyLists = [];
for (const [, files] of question.bad_key_lists) {
  badKeyLists.push(await refusal(() => readKeys(...files.map(bytes), root, 7)));
}
const badLists = [];
for (const [, files] of question.bad_lists) {
  badLists.push(await refusal(() => readList(...files.map(bytes), "1-cancelled", keys)));
}
const signatures = [];
for (const { pub, msg, sig } of question.rfc8032) {
  signatures.push(await isSigned(bytes(pub), bytes(sig), bytes(msg)));
}
const holder = Buffer.from(await holderCheck("a 1234-5678", "1999-12-31")).toString("hex");
console.log(JSON.stringify({ answers, badKeyLists, badLists, signatures, holder }));
