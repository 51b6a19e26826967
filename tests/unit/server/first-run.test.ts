// The first run says what was typed wrong, in the language of the screen, and writes nothing before all of it is right.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrgCsvError, readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import { smallTreeCsv } from '../../support/server/small-tree.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const tree = (...lines: string[]) => ['code,name,parent,level', '42,示例省,,province', ...lines].join('\n');

describe('the line of a tree that is wrong', () => {
  const saidOf = (text: string) => {
    try {
      readOrgCsv(text);
    } catch (error) {
      if (error instanceof OrgCsvError) return error.words;
      throw error;
    }
    return undefined;
  };

  it.each([
    [
      'a column is missing',
      'code,name,parent\n42,示例省,',
      '单位表第1行：没有“level”这一列。',
      'line 1: there is no column "level"',
    ],
    [
      'a code that is none',
      tree('4203,示例市,42,city', '市 辖区,示例区,4203,county'),
      '单位表第4行：“市 辖区”不是单位代码。',
      'line 4: "市 辖区" is not a code',
    ],
    [
      'no name',
      tree('4203,,42,city'),
      '单位表第3行：名称是空的或者太长。',
      'line 3: the name is empty or too long',
    ],
    [
      'a level that is none',
      tree('4203,示例市,42,town'),
      '单位表第3行：“town”不是层级，应为province、city、county、township、village、site之一。',
      'line 3: "town" is not one of province, city, county, township, village, site',
    ],
    [
      'another encoding',
      tree('4203,\uFFFD\uFFFD,42,city'),
      '单位表第3行：文字读不出来，请把文件另存为UTF-8编码。',
      'line 3: the text is not UTF-8: save the file as UTF-8',
    ],
    [
      'a code twice',
      tree('4203,示例市,42,city', '', '4203,又一市,42,city'),
      '单位表第5行：代码4203在第3行已经有了。',
      'line 5: the code 4203 stands in line 3 already',
    ],
    [
      'a parent that is not there',
      tree('4203,示例市,43,city'),
      '单位表第3行：4203的上级43不在表里。',
      'line 3: the parent 43 of 4203 is not in the file',
    ],
    [
      'a parent that is not above',
      tree('4203,示例市,42,city', '4204,示例二市,4203,city'),
      '单位表第4行：4204的上级4203不比它高一级。',
      'line 4: 4204 stands under 4203, which is not above its level',
    ],
    [
      'two tops',
      tree('43,示例二省,,province'),
      '单位表第3行：43没有上级，但第2行已是最上级单位。',
      'line 3: 43 has no parent, but line 2 is the top of the tree already',
    ],
    [
      'nothing but a header',
      'code,name,parent,level\n',
      '单位表里没有最上级单位：有一个单位的上级要空着。',
      'the tree has no unit without a parent',
    ],
  ])('is said: %s', (_, text, zh, en) => {
    expect(saidOf(text)).toEqual({ zh, en });
  });

  it('is none in a right tree, whatever wrote its line ends and quotes', () => {
    expect(saidOf(smallTreeCsv)).toBeUndefined();
    expect(readOrgCsv(`\uFEFF${tree('4203,"示例,市",42,city').replaceAll('\n', '\r\n')}`)).toMatchObject([
      { id: '42', parentId: null },
      { id: '4203', name: '示例,市', parentId: '42' },
    ]);
  });
});

describe('through the app', () => {
  let test: TestServer;
  beforeEach(async () => {
    test = await startTestServer({ isEmpty: true });
  });
  afterEach(() => test.close());

  const right = {
    federation: '示例市妇联',
    tree: smallTreeCsv,
    administrator: { account: 'admin', password: 'a long pass phrase' },
  };
  const setUp = (body: Readonly<Record<string, unknown>>, language = 'zh-CN') =>
    test.request('/api/setup', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify(body),
    });
  const administrator = (changes: Readonly<Record<string, string>>) => ({
    ...right,
    administrator: { ...right.administrator, ...changes },
  });
  const isTreeThere = () =>
    test.server.store.read(async (view) => (await view.documents.get('orgUnits', '4203')) !== undefined);

  it.each([
    [
      'a line of the tree',
      { ...right, tree: tree('4203,示例市,43,city') },
      'badOrgTree',
      '单位表第3行：4203的上级43不在表里。',
    ],
    ['an account with a capital', administrator({ account: 'Admin' }), 'badAccount', '小写字母'],
    ['a short password', administrator({ password: 'short' }), 'weakPassword', '密码至少8个字符。'],
    [
      'a password that is the account',
      administrator({ account: 'city-admin', password: 'city-admin' }),
      'weakPassword',
      '密码不能和账号一样。',
    ],
    [
      'a tree too low for an administrator',
      { ...right, tree: 'code,name,parent,level\n420303001,示例街道,,township' },
      'badOrgTree',
      '但示例街道是乡镇级。',
    ],
  ])('%s is refused in words, and nothing is written', async (_, body, code, words) => {
    const response = await setUp(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code, detail: expect.stringContaining(words) });
    expect(await isTreeThere()).toBe(false);
    expect((await setUp(right)).status).toBe(200);
  });

  it('speaks the language of the browser, and rather that of the screen', async () => {
    const wrong = administrator({ account: 'Admin' });
    const detailOf = async (response: Response): Promise<unknown> => Object(await response.json()).detail;
    expect(await detailOf(await setUp(wrong, 'en-GB'))).toContain('small letters');
    expect(await detailOf(await setUp({ ...wrong, locale: 'en' }, 'zh-CN'))).toContain('small letters');
    expect(await detailOf(await setUp({ ...wrong, locale: 'zh' }, 'en-GB'))).toContain('小写字母');
  });
});
