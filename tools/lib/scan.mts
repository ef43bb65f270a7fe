import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mts';

interface LintResult {
	errorCount: number;
	warningCount: number;
}

interface Linter {
	lintFiles(files: string[]): Promise<LintResult[]>;
	loadFormatter(name: string): Promise<{ format(results: LintResult[]): string | Promise<string> }>;
}

/** The parts of n8n's scanner for community packages that are used here. */
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		folder: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
	buildScanConfig(): Promise<unknown>;
}

/** What the scanner found. */
export interface ScanResult {
	errors: number;
	warnings: number;
	files: number;
	/** The findings for people; empty when there are none. */
	report: string;
}

const scannerFile = join(root, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');

/**
 * Runs n8n's own scanner for community packages on a folder, then its rules once more for the warnings:
 * the scanner alone passes over them.
 *
 * @param what the sources in the repository, or a package as it is published (unpacked).
 */
export async function scan(folder: string, what: 'source' | 'published'): Promise<ScanResult> {
	const scanner = (await import(pathToFileURL(scannerFile).href)) as Scanner;
	const patterns = what === 'source' ? scanner.SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
	const verdict = await scanner.analyzePackage(folder, patterns);

	const { ESLint } = createRequire(scannerFile)('eslint') as {
		ESLint: new (options: object) => Linter;
	};
	// The options that the scanner gives to ESLint.
	const linter = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scanner.buildScanConfig(),
	});
	const files = globSync(patterns, { cwd: folder, exclude: ['node_modules/**'] });
	if (files.length === 0) throw new Error('The scanner has nothing to scan.');
	const results = await linter.lintFiles(files.map((file) => join(folder, file)));
	const count = (key: keyof LintResult) => results.reduce((sum, result) => sum + result[key], 0);
	const report = await (await linter.loadFormatter('stylish')).format(results);
	return {
		errors: Math.max(count('errorCount'), verdict.passed ? 0 : 1),
		warnings: count('warningCount'),
		files: files.length,
		report: [report, verdict.passed ? '' : (verdict.message ?? '')].join('\n').trim(),
	};
}
