import { spawn } from 'node:child_process';
import { openHttp } from '/work/main/src/adapters/http/open-http.ts';
import { fetchVendor } from '/work/main/src/stages/fetch/fetch-vendor.ts';
import { readPage } from '/work/main/src/stages/extract/read-page.ts';
import { aRun, someTools, knownFrom, plainReader } from '/work/main/test/stages/fetch/fetch-fixture.ts';
const [folder, ...args] = process.argv.slice(2);
const child = spawn('node', ['/work/shared/tools/serve-vendor-docs.mjs', '/work/shared/vendor-docs/'+folder, '--quiet', ...args], {stdio:['ignore','pipe','inherit']});
const info = await new Promise<any>(r => child.stdout.once('data', d => r(JSON.parse(String(d)))));
const host = new URL(info.url).host;
const http = openHttp({allowHosts:[host], contact:null, version:'0'});
const reader = process.env.PLAIN ? plainReader : { read: async (p:any) => { try { return {text: readPage(p), reason:''} } catch(e) { return {text:null, reason:String(e)} } } };
const go = async (known:any[]=[], src=info.url) => {
  const tools = someTools(http, { reader });
  const t = performance.now();
  try {
    const r = await fetchVendor(aRun([src], {}, known), tools);
    if (r.kind !== 'record') throw 0;
    const pages = r.record.pages;
    const by: any = {}; for (const p of pages) by[p.outcome] = (by[p.outcome]??0)+1;
    console.log(Math.round(performance.now()-t)+'ms', r.record.endedBy, by);
    return pages.length ? r.record : null;
  } catch (e:any) { console.log(Math.round(performance.now()-t)+'ms', 'FAIL', e.code, e.message); return null; }
};
const first = await go();
if (first) { for (const p of first.pages) if (process.env.V || !['captured','not-modified'].includes(p.outcome)) console.log(p.outcome, p.url, p.finalUrl===p.url?'':p.finalUrl, p.reason); 
  if (process.env.AGAIN) await go(knownFrom(first)); }
const s:any = await (await fetch(info.url+'__stats')).json(); console.log('maxOpen', s.maxOpen, s.requests, s.statuses);
await http.close(); child.kill();
