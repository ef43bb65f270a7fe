import { setTimeout as sleep } from 'node:timers/promises';
import { useSandbox } from '../support/sandbox.mts';
import { MODES } from './modes.mts';
import { createCredential, tinesApi, type TinesApi } from './support/api.mts';

const sandbox = useSandbox();
let api: TinesApi;

beforeEach(() => {
	api = tinesApi(sandbox.current);
});

const logs = async (query = ''): Promise<any[]> =>
	(await api('GET', `/audit_logs${query}`)).body.audit_logs as any[];
const names = (found: any[]) => found.map(({ operation_name }) => operation_name as string);

test('what was done to credentials, teams and folders, newest first', async () => {
	const { id } = await createCredential(api, 'TEXT', { name: 'A', metadata: { a: 1 } });
	await api('PUT', `/user_credentials/${id}`, { mode: 'TEXT', name: 'B' });
	await api('PUT', `/user_credentials/${id}`, { mode: 'TEXT', folder_id: 1 });
	await api('DELETE', `/user_credentials/${id}`);
	await api('POST', '/folders', { name: 'F', content_type: 'CREDENTIAL', team_id: 1 });
	await api('PUT', '/teams/1', { name: 'T' });
	await api('GET', '/teams');
	await api('POST', '/teams', {});
	const found = await logs();
	expect(names(found)).toEqual([
		...['TeamUpdate', 'FolderCreation', 'CredentialDestruction', 'CredentialMovement'],
		...['CredentialSave', 'CredentialSave', 'CredentialSave'],
	]);
	expect(found.at(-1)).toEqual({
		id: 1,
		created_at: expect.any(String),
		updated_at: expect.any(String),
		operation_name: 'CredentialSave',
		tenant_id: 77,
		user_id: 1,
		user_email: 'ada@sandbox.example',
		user_name: 'Ada Example',
		request_ip: '127.0.0.1',
		request_user_agent: 'node',
		inputs: {
			inputs: { name: 'A', mode: 'TEXT', teamId: '1', value: 'REDACTED', metadata: { a: 1 } },
		},
		outputs: {},
	});
	// No ID: only name and team say which one is gone.
	expect(found[2].inputs).toEqual({ inputs: { name: 'B', mode: 'TEXT', teamId: '1' } });
});

test('no secret of any mode is in them', async () => {
	for (const mode of MODES) await createCredential(api, mode);
	const found = await logs();
	expect(found).toHaveLength(MODES.length);
	expect(JSON.stringify(found)).not.toContain('hush');
});

test('by operation name, user and time, once or several', async () => {
	const editor = tinesApi(sandbox.current, sandbox.current.tines.editor.apiKey);
	await createCredential(editor, 'TEXT', { team_id: 2 });
	await sleep(5);
	await api('POST', '/teams', { name: 'T' });
	const [team, save] = await logs();
	const query = '?operation_name[]=TeamCreation&operation_name[]=CredentialSave';
	expect(await logs(query)).toHaveLength(2);
	expect(names(await logs('?operation_name=TeamCreation'))).toEqual(['TeamCreation']);
	expect(await logs('?operation_name=teamcreation')).toEqual([]);
	expect(names(await logs('?user_id=2'))).toEqual(['CredentialSave']);
	expect(await logs('?user_id[]=2&user_id[]=1')).toHaveLength(2);
	expect(await logs(`?after=${save.created_at}`)).toEqual([team]);
	expect(await logs(`?before=${team.created_at}`)).toEqual([save]);
	expect(await logs(`?after=${save.created_at}&before=${team.created_at}`)).toEqual([]);
	expect((await api('GET', '/audit_logs?after=soon')).status).toBe(422);
	const { meta } = (await api('GET', `/audit_logs${query}&per_page=1`)).body;
	expect(decodeURIComponent(meta.next_page as string)).toContain(query.slice(1));
	expect(meta).toMatchObject({ pages: 2, count: 2 });
});

test('the other spelling by its switch, and a key with the permission', async () => {
	sandbox.current.control.setBehaviour('tines', { auditNames: 'UserCredential' });
	const { id } = await createCredential(api);
	await api('DELETE', `/user_credentials/${id}`);
	const { keys } = sandbox.current.control.seed('tines', {
		keys: [{ name: 'auditor', kind: 'service', permissions: ['AUDIT_LOG_READ'] }],
	});
	const auditor = tinesApi(sandbox.current, keys[0].apiKey as string);
	const { status, body } = await auditor('GET', '/audit_logs');
	expect(status).toBe(200);
	expect(names(body.audit_logs as any[])).toEqual([
		'UserCredentialDestruction',
		'UserCredentialSave',
	]);
});
