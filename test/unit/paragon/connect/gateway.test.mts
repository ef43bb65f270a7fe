import { Gateway, ON_BEHALF_OF } from '../../../../nodes/Paragon/connect/gateway.ts';
import { fakeClient } from '../../support/fakeClient.mts';

const jira = { integration: 'jira', method: 'GET', path: '/a?b=c' } as const;

test.each<[answer: unknown, got: unknown]>([
	[{ output: { id: 1 } }, { id: 1 }],
	[{ output: [1] }, [1]],
	[{ output: null }, null],
	[{ output: 'a' }, 'a'],
	[{ output: { output: 1 } }, { output: 1 }],
	[
		{ output: 1, id: 2 },
		{ output: 1, id: 2 },
	],
	[{ id: 1 }, { id: 1 }],
	[{}, {}],
	[[{ output: 1 }], [{ output: 1 }]],
	[null, null],
	[undefined, undefined],
	['output', 'output'],
])('of the answer %j an app has said %j', async (answer, got) => {
	const { client } = fakeClient(answer);
	expect(await new Gateway(client, undefined).requestApp(jira)).toEqual(got);
});

test('an answer of an app is judged by what is in its envelope', async () => {
	const isUsable = ({ id }: Record<string, unknown>) => id === 1;
	for (const answer of [{ id: 1 }, { output: { id: 1 } }]) {
		const { client } = fakeClient(answer);
		expect(await new Gateway(client, 'u').requestApp({ ...jira, isUsable })).toEqual({ id: 1 });
	}
	const { client } = fakeClient({ output: { id: 2 } });
	await expect(new Gateway(client, 'u').requestApp({ ...jira, isUsable })).rejects.toThrow();
});

test('requests to an app go through the proxy, on behalf of the user', async () => {
	const { client, calls } = fakeClient({});
	const gateway = new Gateway(client, 'ü 1');
	await gateway.requestApp({ ...jira, headers: { a: 'b' }, body: { c: 1 } });
	await gateway.requestApp({ ...jira, integration: 'custom.a b/é?#' });
	await gateway.request({ method: 'GET', path: '/sdk/me' });
	await new Gateway(client, undefined).request({ method: 'GET', path: '/sdk/me' });
	const onBehalf = { [ON_BEHALF_OF]: 'ü 1' };
	expect(calls).toEqual([
		{
			method: 'GET',
			host: 'proxy',
			path: '/sdk/proxy/jira/a?b=c',
			headers: { a: 'b', ...onBehalf },
			body: { c: 1 },
			isUsable: undefined,
		},
		expect.objectContaining({ path: '/sdk/proxy/custom.a%20b/%C3%A9%3F%23/a?b=c' }),
		{ method: 'GET', path: '/sdk/me', headers: onBehalf },
		{ method: 'GET', path: '/sdk/me' },
	]);
});
