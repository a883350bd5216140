// The sentences of problems in Chinese, of signatures.

import type { ApprovalFault, SigningProblems } from '../../../core/problem-facts.ts'
import { shellLine } from '../../../core/shell.ts'
import type { SigningFault } from '../../../core/signer.ts'
import { type CatalogueOf, say } from '../../sentence.ts'

const FAULT: Readonly<Record<SigningFault, readonly [what: string, hint: string]>> = {
  'no ssh-keygen': ['找不到能签名的 ssh-keygen', '请安装 OpenSSH 8.9 或更新的版本；PATH 中应有 `ssh-keygen`。'],
  'no key': ['没有这个密钥文件', '请指定 OpenSSH 私钥，或 ssh-agent 中密钥的 .pub 文件。'],
  'not a key': [
    '它不是 OpenSSH 密钥',
    '请指定 OpenSSH 私钥，或 ssh-agent 中密钥的 .pub 文件。旧的 PEM 密钥须有 .pub 在旁边。',
  ],
  'open to others': ['他人可以读取该私钥', '请改为只有自己可读：chmod 600 密钥。'],
  passphrase: ['密钥口令有误，或无处询问口令', '请在终端中重试，或先把密钥加入 ssh-agent：ssh-add 密钥。'],
  agent: ['这是公钥，而 ssh-agent 没有给出对应的私钥', '请把它加入 ssh-agent（ssh-add 密钥），或指定私钥文件。'],
  'no room': ['没有可放临时文件的文件夹', '请把 TMPDIR 设为可写的文件夹。'],
  'no signers': [
    '店铺中没有说明谁可签名的 allowed_signers 文件',
    '请在店铺文件夹中写一份，每人一行：名称 namespaces="bonusbook" ssh-ed25519 AAAA…。',
  ],
  'not named': [
    'allowed_signers 不允许此密钥现在签署此项',
    '请询问保管 allowed_signers 的人：该行的名称、密钥、命名空间 bonusbook 和日期。',
  ],
  'not asked': ['这不是方案为此指定的人的密钥', '请用其中一人的密钥签名；allowed_signers 写明各密钥属于谁。'],
  other: ['ssh-keygen 拒绝签名', '请用同一密钥试试：ssh-keygen -Y sign -n bonusbook -f 密钥 文件。'],
}

const VOID: Readonly<Record<ApprovalFault, string>> = {
  draft: '此后草稿有变动',
  signature: '签名不是以该职务对此草稿所签',
  signer: '签名的人无权签署，或已不再有权',
  form: '它不是 `bonusbook approve` 写出的样子',
}

const bracket = (detail: string): string => (detail === '' ? '' : `（${detail}）`)
const sign = (approve: readonly string[], role: string): string =>
  [shellLine(['bonusbook', 'approve', ...approve, '--role', role]), '--sign 密钥'].join(' ')

export const signing: CatalogueOf<SigningProblems> = {
  SIGN_FAILED: f => say(`无法用“${f.key}”签名：${FAULT[f.fault][0]}${bracket(f.detail)}`, FAULT[f.fault][1]),
  APPROVAL_UNSIGNED: f =>
    say(`须由${f.role}签名：${f.why}`, `请由可签名的人（${f.signers}）签署草稿：${sign(f.approve, f.role)}。`),
  APPROVAL_TYPED: f =>
    say(
      `方案要求${f.role}签名，却只写了姓名`,
      `请去掉该职务的 --approve；由可签名的人（${f.signers}）签署草稿：${sign(f.approve, f.role)}。`,
    ),
  APPROVAL_VOID: f =>
    say(`${f.role}的批准（${f.file}）无效：${VOID[f.fault]}`, `请重新查看草稿，然后签署：${sign(f.approve, f.role)}。`),
  APPROVAL_NOT_SIGNED: f =>
    say(
      `方案没有规定谁可代表${f.role}签名`,
      `请在方案中为其加上 \`signed by:\`，或在结账时给出姓名：--approve "${f.role}=姓名"。`,
    ),
  DRAFT_UNFIT: f =>
    say(
      f.file === '' ? `${f.draft} 中没有草稿` : `${f.file} 与 ${f.draft} 中草稿所列的不同`,
      `请重新写出并查看，然后批准：${f.command}。`,
    ),
  SIGNER_UNKNOWN: f =>
    say(
      `${f.entry}：${f.role === '' ? '封存' : `${f.role}的批准`}所用的密钥，${f.signers} 不允许其在 ${f.time} 签署（${f.key}）`,
      '离职的人应保留其行，并写上 valid-before="YYYYMMDD"。若从来没有该行，请查明是谁签的。',
    ),
  SIGNATURES_UNCHECKED: f =>
    say(
      `有 ${f.count} 个签名无法核对：${f.fault === 'no signers' ? `没有 ${f.signers}` : FAULT[f.fault][0]}${bracket(f.detail)}`,
      f.fault === 'no signers' ? '请恢复该文件，或用 --signers 指定其副本。' : FAULT[f.fault][1],
    ),
}
