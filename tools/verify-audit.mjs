#!/usr/bin/env node
// Verifies an exported audit log of Yinfeng, or a proof, with nothing but this file and Node.js 20 or newer.
//
//   node verify-audit.mjs LOG [--root HEX --size N] [--key audit-key.pub.pem]   a file of `yinfeng audit export`
//   node verify-audit.mjs --proof PROOF.json                                    a consistency or inclusion proof
//
// Prints one JSON line and ends with 0 when the log or proof is sound, 1 when it is not, 2 when it was called wrongly.
// It shares no code with the product. What a file holds and why is in docs/methods/audit.md.

import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'

const HEX = /^[0-9a-f]+$/

/** The log's hash: SHA-256 or SM3 (OpenSSL inside Node.js has both). */
const hasher = name => bytes => createHash(name).update(bytes).digest()

/** A leaf is H(0x00 ‖ entry), an inner node H(0x01 ‖ left ‖ right): RFC 6962, 2.1. */
const leafOf = (hash, entry) => hash(Buffer.concat([Buffer.from([0]), entry]))
const nodeOf = (hash, left, right) => hash(Buffer.concat([Buffer.from([1]), left, right]))

/** The roots of the complete subtrees of a growing log, largest first. */
class Tree {
  constructor(hash) {
    this.hash = hash
    this.peaks = []
    this.size = 0
  }

  add(leaf) {
    // As many subtrees become whole as the size has ones at its end.
    for (let size = this.size; size % 2 === 1; size = (size - 1) / 2) leaf = nodeOf(this.hash, this.peaks.pop(), leaf)
    this.peaks.push(leaf)
    this.size++
  }

  root() {
    if (this.peaks.length === 0) return this.hash(Buffer.alloc(0)).toString('hex')
    return this.peaks.reduceRight((right, left) => nodeOf(this.hash, left, right)).toString('hex')
  }
}

/** The file line by line as bytes; the last one without a line end comes with whole = false. */
async function* lines(path) {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let end; (end = bytes.indexOf(10, from)) >= 0; from = end + 1) yield { line: bytes.subarray(from, end), whole: true }
    rest = bytes.subarray(from)
  }
  if (rest.length > 0) yield { line: rest, whole: false }
}

class Damaged extends Error {
  constructor(seq, why, entry) {
    super(why)
    const [, at, , action, subject] = entry ? entry.toString('utf8').split('\t') : []
    this.first = { seq, at: at ?? null, action: action ?? null, subject: subject ?? null, why }
  }
}

/** A signed checkpoint: the note that was signed is put together again from its fields. */
function checkpoint(fields, count, log, keys, trusted) {
  const [, number, size, root, at, occasion, keyId, signature] = fields
  if (fields.length !== 8 || number !== String(count) || !/^\d+$/.test(size)) throw new Damaged(0, `检查点${count}缺失或被改过`)
  if (trusted && keyId !== trusted) throw new Damaged(Number(size), `检查点${number}由不受信任的密钥 ${keyId} 签名`)
  const note = `yinfeng-audit-checkpoint-1\n${log.id}\n${log.hash}\n${number}\n${size}\n${root}\n${at}\n${occasion}\n`
  const key = keys.get(keyId)
  const isSigned = key && HEX.test(signature) && signature.length === 128
    && verify('sha256', Buffer.from(note), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'hex'))
  if (!isSigned) throw new Damaged(Number(size), `检查点${number}的签名不对`)
  return { size: Number(size), root, name: `检查点${number}` }
}

/** A key is named by the first 16 hex digits of SHA-256 over its DER form. */
function publicKey(id, spki) {
  const der = Buffer.from(spki, 'hex')
  if (!HEX.test(spki) || keyIdOf(der) !== id) throw new Damaged(0, `公钥 ${id} 被改过`)
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}

const keyIdOf = der => createHash('sha256').update(der).digest('hex').slice(0, 16)

async function verifyLog(path, outside, trusted) {
  const keys = new Map()
  const anchors = [...outside]
  let log, tree, end, checkpoints = 0, lastSigned = 0, vouched = 0, next = 0
  const compare = () => {
    for (; next < anchors.length && anchors[next].size <= tree.size; next++) {
      if (tree.root() !== anchors[next].root) {
        throw new Damaged(vouched, `前 ${anchors[next].size} 条的根值与${anchors[next].name}不符：第 ${vouched} 条起有条目被改写`)
      }
      vouched = anchors[next].size
    }
  }
  try {
    for await (const { line, whole } of lines(path)) {
      if (!whole) throw new Damaged(tree?.size ?? 0, '最后一行不完整：末尾被截断')
      if (end) throw new Damaged(tree.size, '结束行之后还有内容')
      const text = line.toString('utf8')
      const fields = text.split('\t')
      if (!log) {
        if (fields[0] !== 'yinfeng-audit-1' || fields.length !== 3 || !['sha256', 'sm3'].includes(fields[1])) throw new Damaged(0, '不是引凤导出的审计日志')
        log = { hash: fields[1], id: fields[2] }
        tree = new Tree(hasher(fields[1]))
      } else if (fields[0] === 'K' && tree.size === 0) {
        if (keys.has(fields[1])) throw new Damaged(0, `公钥 ${fields[1]} 出现两次`)
        keys.set(fields[1], publicKey(fields[1], fields[2] ?? ''))
      } else if (fields[0] === 'C' && tree.size === 0) {
        const signed = checkpoint(fields, checkpoints++, log, keys, trusted)
        lastSigned = signed.size
        anchors.push(signed)
      } else {
        if (tree.size === 0) anchors.sort((a, b) => a.size - b.size)
        if (fields[0] === 'end') {
          end = text
          continue
        }
        // seq, instant, actor, action, subject, detail and, behind the last TAB, the leaf that was stored with them.
        const cut = line.lastIndexOf(9)
        const entry = line.subarray(0, cut)
        if (fields.length !== 7 || fields[0] !== String(tree.size)) throw new Damaged(tree.size, `缺少第 ${tree.size} 条，或这一行不成条目`)
        const leaf = leafOf(tree.hash, entry)
        if (leaf.toString('hex') !== fields[6]) throw new Damaged(tree.size, '内容与记录时的杂凑值不符：条目被改过', entry)
        compare()
        tree.add(leaf)
      }
    }
    if (!tree) throw new Damaged(0, '文件是空的')
    compare()
    if (next < anchors.length) throw new Damaged(tree.size, `${anchors[next].name}证明曾有 ${anchors[next].size} 条：末尾被截断`)
    // An export ends with the checkpoint that was signed for it.
    if (checkpoints === 0 || lastSigned !== tree.size) throw new Damaged(tree.size, '缺少导出时签的检查点：被删除，或末尾被截断')
    if (end !== `end\t${tree.size}\t${tree.root()}`) throw new Damaged(tree.size, '没有结束行，或与内容不符：末尾被截断或改过')
    return { entries: tree.size, root: tree.root(), ok: true, firstDamaged: null, hash: log.hash, anchored: vouched, keys: [...keys.keys()] }
  } catch (e) {
    if (!(e instanceof Damaged)) throw e
    return { entries: tree?.size ?? 0, root: null, ok: false, firstDamaged: e.first, hash: log?.hash ?? null, anchored: vouched, keys: [...keys.keys()] }
  }
}

/** RFC 9162, 2.1.3.2: the leaf's way up to the root. Numbers are BigInt so that shifts hold for any size. */
function includes(hash, leaf, index, size, path, root) {
  let [fn, sn, r] = [BigInt(index), BigInt(size) - 1n, leaf]
  for (const p of path) {
    if (sn === 0n) return false
    if (fn % 2n === 1n || fn === sn) {
      r = nodeOf(hash, p, r)
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n]
    } else r = nodeOf(hash, r, p)
    ;[fn, sn] = [fn >> 1n, sn >> 1n]
  }
  return sn === 0n && r.equals(root)
}

/** RFC 9162, 2.1.4.2: the earlier log is the beginning of the later one. */
function isConsistent(hash, from, before, size, now, proof) {
  if (from === size) return proof.length === 0 && before.equals(now)
  if (from < 1 || from > size || proof.length === 0) return false
  const path = Number.isInteger(Math.log2(from)) ? [before, ...proof] : proof
  let [fn, sn] = [BigInt(from) - 1n, BigInt(size) - 1n]
  while (fn % 2n === 1n) [fn, sn] = [fn >> 1n, sn >> 1n]
  let [fr, sr] = [path[0], path[0]]
  for (const c of path.slice(1)) {
    if (sn === 0n) return false
    if (fn % 2n === 1n || fn === sn) {
      ;[fr, sr] = [nodeOf(hash, c, fr), nodeOf(hash, c, sr)]
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n]
    } else sr = nodeOf(hash, sr, c)
    ;[fn, sn] = [fn >> 1n, sn >> 1n]
  }
  return sn === 0n && fr.equals(before) && sr.equals(now)
}

function verifyProof(path) {
  const p = JSON.parse(readFileSync(path, 'utf8'))
  const [hash, bytes] = [hasher(p.hash), text => Buffer.from(text, 'hex')]
  const ok = p.kind === 'inclusion' ? includes(hash, bytes(p.fromRoot), p.from, p.size, p.proof.map(bytes), bytes(p.root))
    : p.kind === 'consistency' && isConsistent(hash, p.from, bytes(p.fromRoot), p.size, bytes(p.root), p.proof.map(bytes))
  return { kind: p.kind, from: p.from, size: p.size, root: p.root, ok }
}

function usage() {
  console.error('usage: node verify-audit.mjs LOG [--root HEX --size N] [--key FILE.pem] | --proof PROOF.json')
  process.exit(2)
}

const args = process.argv.slice(2)
const option = name => {
  const at = args.indexOf(name)
  return at < 0 ? undefined : args.splice(at, 2)[1] ?? usage()
}
const [proof, root, size, key] = ['--proof', '--root', '--size', '--key'].map(option)
if (proof ? args.length > 0 : args.length !== 1 || !root !== !size) usage()
const outside = root ? [{ size: Number(size), root: root.toLowerCase(), name: '给定的根值' }] : []
const trusted = key ? keyIdOf(createPublicKey(readFileSync(key)).export({ format: 'der', type: 'spki' })) : undefined
const report = proof ? verifyProof(proof) : await verifyLog(args[0], outside, trusted)
console.log(JSON.stringify(report))
process.exitCode = report.ok ? 0 : 1
