/**
 * Test code is TypeScript with the ending .mts: n8n's stock ESLint configuration holds every *.ts
 * file to the rules for node code (no file system, no timers), which tests and tools cannot keep.
 */
const transform = {
	'\\.m?tsx?$': [
		'@swc/jest',
		{
			jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
			module: { type: 'commonjs' },
		},
	],
};

const project = (name, options = {}) => ({
	displayName: name,
	rootDir: __dirname,
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	testEnvironment: 'node',
	moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'mts', 'json', 'node'],
	modulePathIgnorePatterns: ['<rootDir>/test/n8n/', '<rootDir>/dist/package.json'],
	watchPathIgnorePatterns: ['<rootDir>/test/n8n/'],
	transform,
	...options,
});

module.exports = {
	maxWorkers: 2,
	// Enough for a slow machine: a test that hangs is ended, a test that is slow is not.
	testTimeout: 60_000,
	projects: [
		project('unit'),
		project('sandbox'),
		project('engine'),
		project('server'),
		project('browser'),
	],
};
