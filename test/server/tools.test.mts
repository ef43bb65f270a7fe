import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { faultsOfPacked } from '../../tools/lib/packed.mts';
import { root } from '../../tools/lib/paths.mts';
import { freePortFrom } from '../../tools/lib/ports.mts';
import { checkContract } from '../../tools/test/contract.mts';

/** The tools that decide over `npm test` have to be able to say no. */
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'oauth-admin-tools-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), content);
	}
}

describe('the check of what is published', () => {
	const node = 'dist/nodes/Vendor/Vendor.node.js';
	const good = {
		'package.json': JSON.stringify({ n8n: { nodes: [node], credentials: [] } }),
		'README.md': '# Readme',
		'LICENSE.md': 'MIT',
		[node]: 'exports.Vendor = 1;',
		'dist/icons/vendor.svg': '<svg/>',
		'dist/nodes/Vendor/Vendor.node.json': '{}',
	};

	test('passes a package as it should be', () => {
		write(good);
		expect(faultsOfPacked(folder)).toEqual([]);
	});

	test.each([
		'dist/nodes/Vendor/Vendor.node.js.map',
		'dist/nodes/Vendor/store.test.js',
		'dist/nodes/sandbox/server.js',
		'test/unit/a.js',
		'.env',
		'dist/tsconfig.tsbuildinfo',
	])('refuses %s', (name) => {
		write({ ...good, [name]: '' });
		expect(faultsOfPacked(folder)).toEqual([`${name} should not be published.`]);
	});

	test('misses what package.json names', () => {
		write(good);
		rmSync(join(folder, node));
		rmSync(join(folder, 'LICENSE.md'));
		expect(faultsOfPacked(folder)).toEqual([`${node} is missing.`, 'LICENSE is missing.']);
	});

	test('sees a path of the machine that built it', () => {
		write({ ...good, [node]: `require('${root}/nodes/x')` });
		expect(faultsOfPacked(folder)).toEqual([`${node} names a folder of this machine.`]);
	});
});

describe("the check of the sandboxes' answers", () => {
	const report = (...lines: object[]) => {
		write({ contract: lines.map((line) => `${JSON.stringify(line)}\n`).join('') });
		return checkContract(join(folder, 'contract'));
	};

	test('adds up what all sandboxes have validated', () => {
		const line = { validated: 3, violations: [], source: 'api-description' };
		const outcome = report(line, line);
		expect(outcome).toMatchObject({ passed: 1, failed: 0 });
		expect(outcome.note).toContain('6 answers of 2 sandboxes');
	});

	test('fails on one answer that differs', () => {
		const outcome = report(
			{ validated: 3, violations: [], source: 'api-description' },
			{ validated: 1, violations: [{ path: '/api/v2/x' }], source: 'api-description' },
		);
		expect(outcome).toMatchObject({ passed: 0, failed: 1 });
		expect(outcome.detail).toContain('/api/v2/x');
	});

	test('fails when nothing was validated', () => {
		expect(checkContract(join(folder, 'missing'))).toMatchObject({ passed: 0, failed: 1 });
	});
});

test('a port in use or given away already is passed over', async () => {
	const server = createServer();
	const port = await new Promise<number>((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : 0);
		});
	});
	try {
		expect(await freePortFrom(port)).toBeGreaterThan(port);
		const next = await freePortFrom(port);
		expect(await freePortFrom(port, [next])).toBeGreaterThan(next);
	} finally {
		server.close();
	}
});
