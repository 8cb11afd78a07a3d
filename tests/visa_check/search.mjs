// Runs the browser's search under Node: reads one question as JSON, prints the answers as JSON.
// node search.mjs FOLDER < question, where FOLDER holds the static files as browsers get them.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${folder}/js/agencies/${name}.js`));
const { Search } = await load("search");
const { licenceReader } = await load("licences");
const { verdictOn } = await load("verdicts");

const question = JSON.parse(readFileSync(0, "utf-8"));
const search = await new Search(question.register).prepare(() => null);
const numbers = question.register.agencies.rl_no;
const readLicence = licenceReader(question.register.rules);
const answers = question.texts.map((text) =>
  search.search(text).map((one) => [numbers[one.place], one.isSame, one.formerly, one.differences]));
const verdicts = question.days.map(([statuses, day]) => verdictOn(day, statuses));
const keys = question.marks.map((text) => search.names.read(text).key);
const licences = question.marks.map((text) => readLicence(text));
console.log(JSON.stringify({ answers, verdicts, keys, licences }));
