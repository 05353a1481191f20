import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ModifierFlags, type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import {
  isClassDeclaration,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isInterfaceDeclaration,
  isMethodDeclaration,
  isTypeAliasDeclaration,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is';
import { API, type Checker, type Symbol as Named, type Project, SymbolFlags } from 'typescript/unstable/sync';

export interface Described {
  readonly name: string;
  /** The prose of the doc comment; empty where there is none. */
  readonly doc: string;
  /** The text after each `@throws`. */
  readonly throws: readonly string[];
}

export interface Member extends Described {
  /** The type as the source writes it; of a method the whole signature. */
  readonly type: string;
  readonly optional: boolean;
  /** The text after `@default`. */
  readonly absent?: string;
  readonly isMethod: boolean;
}

/** A name that a door exports. */
export interface Exported extends Described {
  readonly kind: 'class' | 'function' | 'interface' | 'type' | 'constant';
  /** What the source says instead of a list of members: of types and functions. */
  readonly source?: string;
  /** `extends …` and `implements …`. */
  readonly heritage: readonly string[];
  readonly members: readonly Member[];
  /** Where it is declared: the same declaration in two doors is one thing. */
  readonly file: string;
}

export interface Door {
  /** `preview-stacks/settings` */
  readonly name: string;
  readonly exported: readonly Exported[];
}

/** What each door, a file of lib, exports. Packages are not looked at: what is inherited from them is theirs to describe. */
export function readDoors(root: string, doors: Readonly<Record<string, string>>): Door[] {
  const config = join(root, 'tsconfig.doors.json');
  const files = Object.values(doors);
  const options = { noLib: true, types: [], noEmit: true, target: 'es2022', module: 'node20' };
  const isOfPackage = (path: string) => path.includes('/node_modules');
  const api = new API({
    cwd: root,
    fs: {
      readFile: (path) => {
        if (path === config) return JSON.stringify({ compilerOptions: options, files });
        return isOfPackage(path) ? null : undefined;
      },
      fileExists: (path) => (path === config ? true : isOfPackage(path) ? false : undefined),
      directoryExists: (path) => (isOfPackage(path) ? false : undefined),
    },
  });
  try {
    const [project] = api.updateSnapshot({ openProjects: [config] }).getProjects();
    if (project === undefined) throw new Error('TypeScript opens no project');
    return Object.entries(doors).map(([name, file]) => ({
      name,
      exported: new DoorReader(project, root).exportsOf(join(root, file)),
    }));
  } finally {
    api.close();
  }
}

class DoorReader {
  private readonly checker: Checker;

  constructor(
    private readonly project: Project,
    private readonly root: string,
  ) {
    this.checker = project.checker;
  }

  exportsOf(file: string): Exported[] {
    const source = this.project.program.getSourceFile(file);
    const module = source && this.checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} is no module`);
    return this.checker.getExportsOfModule(module).map((one) => {
      const symbol = one.flags & SymbolFlags.Alias ? this.checker.getAliasedSymbol(one) : one;
      return this.exported(one.name, symbol);
    });
  }

  private exported(name: string, symbol: Named): Exported {
    const [handle] = symbol.declarations;
    const node = handle?.resolve(this.project);
    if (handle === undefined || node === undefined) throw new Error(`${name} has no declaration`);
    const described = { ...this.described(symbol), name, file: this.pathOf(node.getSourceFile()) };
    if (isInterfaceDeclaration(node) || isClassDeclaration(node)) {
      const heritage = (node.heritageClauses ?? []).map((clause) => oneLine(clause.getText()));
      const kind = isClassDeclaration(node) ? ('class' as const) : ('interface' as const);
      const made = isClassDeclaration(node) ? node.members.find(isConstructorDeclaration) : undefined;
      const source = made && `new ${name}(${made.parameters.map((one) => signatureText(one)).join(', ')})`;
      const making = [...symbol.getMembers().values()].find(({ flags }) => flags & SymbolFlags.Constructor);
      const throws = [...described.throws, ...(making ? this.tagsOf(making, 'throws') : [])];
      const members = this.membersOf(symbol, node);
      return { ...described, throws, kind, heritage, members, ...(source !== undefined && { source }) };
    }
    if (isFunctionDeclaration(node)) {
      const source = oneLine(withoutBody(node, node.body)).replace(/^export (?:async )?function /, '');
      return { ...described, kind: 'function', source, heritage: [], members: [] };
    }
    if (isTypeAliasDeclaration(node)) {
      const source = node.getText().replace(/^export /, '');
      return { ...described, kind: 'type', source, heritage: [], members: [] };
    }
    if (isVariableDeclaration(node)) {
      const source = oneLine(node.getText());
      return { ...described, kind: 'constant', source, heritage: [], members: [] };
    }
    throw new Error(`${name} is of a kind that no page can draw (${SyntaxKind[node.kind]})`);
  }

  /** Its own first, then what it inherits, each as in the source: the checker gives inherited ones in any order. */
  private membersOf(symbol: Named, owner: Node): Member[] {
    const found = this.checker.getPropertiesOfType(this.checker.getDeclaredTypeOfSymbol(symbol)).flatMap((member) => {
      const node = member.valueDeclaration?.resolve(this.project) ?? member.declarations[0]?.resolve(this.project);
      return node === undefined || isHidden(node) ? [] : [{ member, node, file: this.pathOf(node.getSourceFile()) }];
    });
    const home = this.pathOf(owner.getSourceFile());
    const isOwn = ({ node, file }: (typeof found)[number]) =>
      file === home && node.pos >= owner.pos && node.end <= owner.end;
    found.sort(
      (one, other) =>
        Number(isOwn(other)) - Number(isOwn(one)) ||
        (one.file === other.file ? one.node.pos - other.node.pos : one.file < other.file ? -1 : 1),
    );
    return found.flatMap(({ member, node }): Member[] => {
      const isMethod = Boolean(member.flags & SymbolFlags.Method);
      const text = isMethod ? methodText(node) : typeText(node);
      // It says that the other way is taken, and takes no value.
      if (text === 'never') return [];
      const { doc, throws } = this.described(member);
      const absent = this.tagsOf(member, 'default')[0];
      return [
        {
          name: nameOf(node),
          ...{ doc, throws, isMethod, optional: Boolean(member.flags & SymbolFlags.Optional) },
          type: text,
          ...(absent !== undefined && { absent }),
        },
      ];
    });
  }

  private described(symbol: Named): Omit<Described, 'name'> {
    return { doc: oneLine(symbol.getDocumentationComment(this.checker)), throws: this.tagsOf(symbol, 'throws') };
  }

  private tagsOf(symbol: Named, tag: string): string[] {
    return symbol.getJsDocTags(this.checker).flatMap(({ name, text = '' }) => (name === tag ? [oneLine(text)] : []));
  }

  private pathOf(source: SourceFile): string {
    return source.fileName.slice(this.root.length + 1);
  }
}

function isHidden(node: Node): boolean {
  const { modifierFlags = 0 } = node as { modifierFlags?: number };
  return (modifierFlags & (ModifierFlags.Private | ModifierFlags.Protected | ModifierFlags.Static)) !== 0;
}

/** As the source writes it: `[Symbol.asyncDispose]`. */
function nameOf(node: Node): string {
  return (node as unknown as { readonly name: Node }).name.getText();
}

function typeText(node: Node): string {
  const { type } = node as { readonly type?: Node };
  return type === undefined ? '' : oneLine(type.getText());
}

function methodText(node: Node): string {
  const body = isMethodDeclaration(node) ? node.body : undefined;
  return oneLine(withoutBody(node, body))
    .replace(/^async /, '')
    .replace(/;$/, '');
}

function withoutBody(node: Node, body: Node | undefined): string {
  const text = node.getText();
  return body === undefined ? text : text.slice(0, text.length - body.getText().length);
}

/** A parameter without what makes a property of it, and without what a constructor takes out of it. */
function signatureText(parameter: Node): string {
  return oneLine(parameter.getText())
    .replace(/^\{[^}]*\}: /, 'props: ')
    .replace(/^(?:(?:public|private|protected|readonly) )+/, '');
}

function oneLine(text: string): string {
  return text
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The files behind the doors of a package.json, without what is no code. */
export function doorsOf(root: string, { name, exports }: { name: string; exports: Readonly<Record<string, unknown>> }) {
  return Object.fromEntries(
    Object.entries(exports).flatMap(([door, target]) => {
      const types = (target as { readonly types?: string }).types;
      if (types === undefined) return [];
      const file = types.replace(/^\.\/dist\//, '').replace(/\.d\.ts$/, '.ts');
      if (!existsSync(resolve(root, file))) throw new Error(`${door} leads to ${file}, which is not there`);
      return [[join(name, door), file] as const];
    }),
  );
}
