"""The command: ``compositor compose issues/2019-11-15`` and its sisters."""

from __future__ import annotations

import argparse
import contextlib
import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO, cast

from compositor import __version__
from compositor.errors import CompositorError, CopyError, ExitCode, OutputError
from compositor.options import cache, cache_folder, codes, labels, lines
from compositor.terminal import Ended, Told, ending_well, left, stopped

if TYPE_CHECKING:
    from compositor.pipeline import Request

_FONTS_HELP: Final = "fonts.yaml and the faces"
_CODES: Final = """\
exit codes:
  0  done                       4  pages withheld: they have errors, all others are released
  1  lint, import, diff,        5  preflight: a printing house would send it back
     ledger: look               6  the output can't be written
  2  wrong usage               70  a bug of the program
  3  can't be composed        130  interrupted; 143  ended from outside
"""
_PROFILES: Final = ("newsprint", "x4", "x1a", "epaper")
_RIPS: Final = ("auto", "ghostscript", "own")
_SCHEMAS: Final = ("issue", "story", "layout", "paper", "chart", "fonts", "report", "job")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error that is meant for the desk is said in its words."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    told, warned = cast(TextIO, Told(sys.stdout)), cast(TextIO, Told(sys.stderr, strict=False))
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(warned), ending_well():
        return _answer(arguments)


def program() -> int:
    """Run the command that the shell was given, in a process that ends with it."""
    gc.disable()  # until all is read: it stays
    return left(main())


def _answer(arguments: Sequence[str] | None) -> int:
    try:
        given = sys.argv[1:] if arguments is None else arguments
        return _run(_parser(given[:1]).parse_args(given))
    except CopyError as error:
        count = len(error.faults)
        print(error, file=sys.stderr)
        print(f"{count} {'fault' if count == 1 else 'faults'}; nothing was written", file=sys.stderr)
        return ExitCode.CANNOT_COMPOSE
    except CompositorError as error:
        print(f"error: {error}", file=sys.stderr)
        if isinstance(error, OutputError):
            print("  hint: make room or give rights there, or write elsewhere (--out)", file=sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, Ended) as end:
        code, words = stopped(end)
    except Exception as error:  # a bug must not show the desk a traceback at 23:30
        if not isinstance(error.__cause__, KeyboardInterrupt | Ended):  # as Python before 3.12 has it of classes
            return _bug(error)
        code, words = stopped(error.__cause__)
    print(words, file=sys.stderr)
    return code


def _run(options: argparse.Namespace) -> ExitCode:
    if options.command in _ALONE:
        gc.enable()
        return _ALONE[options.command](options)
    # Late: reading the stages takes longer than saying what is wrong with an option, and Ctrl-C is heard meanwhile.
    from compositor import commands
    from compositor.patience import all_read
    from compositor.pipeline import Request, cache_in

    all_read()
    if options.command == "schema":
        return commands.schema(options.name)
    if options.command == "fonts":
        return commands.fonts(options.fonts, options.issue)
    where = (options.issue, getattr(options, "out", Path("out")), options.layouts, options.fonts)
    which = (getattr(options, "pages", ()), getattr(options, "only", ""))
    request = Request(*where, *which, cache=cache_in(cache_folder(options)))
    if options.command == "dump":
        return commands.dump(request, options.format, audit=options.audit)
    if options.command == "release":
        return _release(request, options)
    if options.command == "explain":
        from compositor.report import Asked

        asked = Asked(options.story, options.line, options.part, options.page, options.box)
        return commands.explain(request, asked)
    if options.command == "watch":
        from compositor import watching

        return watching.watch(request)
    return (commands.compose if options.command == "compose" else commands.check)(request)


def _proofread(options: argparse.Namespace) -> ExitCode:
    from compositor import proofreading

    paths = tuple(options.copy)
    form = (options.only, options.format)
    return proofreading.proofread(
        proofreading.Asked(paths, options.layouts, *form, diff=options.diff, apply=options.apply)
    )


def _advise(options: argparse.Namespace) -> ExitCode:
    from compositor import advising

    lines = options.shorter or -options.longer or 6
    where = (options.issue, options.layouts, options.fonts)
    return advising.advise(advising.Asked(*where, tuple(options.story), lines=lines, form=options.format))


def _archive(options: argparse.Namespace) -> ExitCode:
    from compositor import archiving

    return archiving.archive(archiving.Archived.of(options))


def _tell(options: argparse.Namespace) -> ExitCode:
    from compositor import archiving

    return archiving.tell(archiving.Told.of(options, _user))


def _ledger(options: argparse.Namespace) -> ExitCode:
    from compositor import commands

    return commands.ledger(options.issue, options.format)


def _release(request: Request, options: argparse.Namespace) -> ExitCode:
    from compositor import commands, releasing

    asked = releasing.Asked(
        " ".join(options.by.split()) or _user(), options.at, options.replace, options.to, options.again
    )
    return commands.release_pages(request, asked)


def _user() -> str:
    """Return who is logged in; a container may know nobody by name."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _impose(options: argparse.Namespace) -> ExitCode:
    from compositor import imposing

    return imposing.impose(imposing.Asked(options.issue, options.out, options.layouts, options.fonts))


def _proof(options: argparse.Namespace) -> ExitCode:
    from compositor import pulling
    from compositor.pipeline import Request, cache_in

    kept = cache_in(cache_folder(options))
    request = Request(options.issue, options.out, options.layouts, options.fonts, options.pages, cache=kept)
    return pulling.pull(pulling.Asked(request, options.size, options.story, options.measure))


def _diff(options: argparse.Namespace) -> ExitCode:
    from compositor import collating

    where = (options.old, options.new, options.out, options.layouts, options.fonts)
    return collating.diff(collating.Asked(*where, form=options.format))


def _import(options: argparse.Namespace) -> ExitCode:
    from compositor import receiving

    return receiving.receive(
        receiving.Asked(
            paths=tuple(options.file),
            to=options.to,
            slug=options.slug,
            kind=options.kind,
            encoding=options.encoding,
            styles=options.styles,
            form=options.format,
            replace=options.replace,
            dry=options.dry_run,
        )
    )


def _prepress(options: argparse.Namespace) -> ExitCode:
    from compositor import prepress
    from compositor.preflight import Asked

    paths = tuple(options.files)
    if options.command == "separations":
        return prepress.separations(prepress.Separated(paths, options.out, options.ink_limit, options.rip))
    asked = Asked(options.profile, options.ink_limit, ink=options.ink or options.rip != "auto", rip=options.rip)
    return prepress.judge(prepress.Files(paths, options.format, options.out), asked)


_ALONE: Final[Mapping[str, Callable[[argparse.Namespace], ExitCode]]] = {
    "lint": _proofread,
    "import": _import,
    "advise": _advise,
    "preflight": _prepress,
    "separations": _prepress,
    "impose": _impose,
    "proof": _proof,
    "ledger": _ledger,
    "archive": _archive,
    "withdraw": _tell,
    "correct": _tell,
    "diff": _diff,
}
"""Commands with a module of their own, which is read only when it is asked for."""


def _bug(error: Exception) -> ExitCode:
    """Say that the program itself is wrong, with the one line of its source that an engineer needs."""
    trace, where = error.__traceback__, ""
    while trace is not None:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    print(f"error: BUG: {type(error).__name__}: {error} ({where})", file=sys.stderr)
    print("  hint: compositor is at fault, not the copy; send the issue's folder with this line", file=sys.stderr)
    return ExitCode.BUG


def _parser(first: Sequence[str]) -> argparse.ArgumentParser:
    """Return what understands the command that is said ``first``; where none is, all of them."""
    parser = argparse.ArgumentParser(
        prog="compositor",
        description="Compose an issue of a newspaper into its pages.",
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"compositor {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="command")

    asked = [name for name in _COMMANDS if name in first]
    for name in asked or _COMMANDS:
        words, options = _COMMANDS[name]
        options(commands.add_parser(name, help=words, description=_sentence(words)))
    return parser


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _issue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", type=Path, metavar="ISSUE", help="the issue's folder or its YAML file")
    beside = "found beside the issues, in the working directory or with the program"
    parser.add_argument("--layouts", type=Path, default=None, metavar="FOLDER", help=f"the papers' designs ({beside})")
    parser.add_argument("--fonts", type=Path, default=None, metavar="FOLDER", help=f"{_FONTS_HELP} ({beside})")


def _compose_options(parser: argparse.ArgumentParser) -> None:
    _issue(parser)
    parser.add_argument(
        "--out", type=Path, default=Path("out"), metavar="FOLDER", help="write into FOLDER/ISSUE (default: out/ISSUE)"
    )
    parser.add_argument(
        "--pages", type=labels, default=(), metavar="LABELS", help="make these plates only, such as 01,04"
    )
    parser.add_argument(
        "--only", choices=("press", "epaper", "site", "proof"), default="", help="make these files only"
    )
    cache(parser)


def _release_options(parser: argparse.ArgumentParser) -> None:
    _issue(parser)
    parser.add_argument("--pages", type=labels, required=True, metavar="LABELS", help="the pages, such as 05,08")
    parser.add_argument(
        "--replace", action="store_true", help="replace pages that were released, if they changed (換版)"
    )
    parser.add_argument(
        "--to", default="", metavar="PLACE", help="deliver to a folder or sftp://… (default: as the paper says)"
    )
    parser.add_argument("--again", action="store_true", help="deliver also what was delivered and has been fetched")
    parser.add_argument("--by", default="", metavar="NAME", help="who releases them (default: the user)")
    parser.add_argument("--at", default="", metavar="TIME", help="when, such as 2025-10-16T00:31 (default: now)")
    parser.add_argument(
        "--out", type=Path, default=Path("out"), metavar="FOLDER", help="write into FOLDER/ISSUE (default: out/ISSUE)"
    )
    cache(parser)


def _archive_options(parser: argparse.ArgumentParser) -> None:
    _issue(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="the archive; made if it isn't there")
    parser.add_argument("--anew", action="store_true", help="write the pages of all its issues anew")


def _told(parser: argparse.ArgumentParser) -> None:
    _issue(parser)
    parser.add_argument("story", metavar="STORY", help="the story, by the name of its file")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--notice", default="", metavar="WORDS", help="what readers are told")
    what.add_argument("--undo", action="store_true", help="take such notices on the story back")
    words = "a picture in a box of its own that goes with it, such as 01/photo; may be said again"
    parser.add_argument("--picture", action="append", default=[], metavar="PAGE/BOX", help=words)
    parser.add_argument("--at", default="", metavar="TIME", help="when, such as 2024-05-21T09:30 (default: now)")
    parser.add_argument("--by", default="", metavar="NAME", help="who signs it (default: the user)")
    words = "the archive that follows at once"
    parser.add_argument("--archive", type=Path, default=None, metavar="FOLDER", help=words)
    words = "where compose wrote FOLDER/ISSUE, whose e-paper follows (default: out)"
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="FOLDER", help=words)


def _ledger_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", type=Path, metavar="ISSUE", help="the issue's folder or its YAML file")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for readers, or the lines as they are"
    )


def _lint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", type=Path, nargs="+", metavar="ISSUE|STORY", help="issues, stories or plain text")
    parser.add_argument("--layouts", type=Path, default=None, metavar="FOLDER", help="the papers' designs")
    parser.add_argument("--only", type=codes, default=(), metavar="CODES", help="these alone, such as MIXED_SCRIPT,ETC")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for readers or for programs")
    parser.add_argument("--diff", action="store_true", help="show the changes as a diff; write nothing")
    parser.add_argument("--apply", action="store_true", help="make the changes, and show them as a diff")


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="+", metavar="FILE", help="copy as it arrived")
    parser.add_argument("--to", type=Path, default=None, metavar="FOLDER", help="an issue's stories, or the issue")
    parser.add_argument("--as", dest="slug", default="", metavar="SLUG", help="the story's name (default: the file's)")
    kinds = ("auto", "text", "docx", "ninjs", "nitf")
    parser.add_argument(
        "--kind", choices=kinds, default="auto", help="what the files are (default: what they look like)"
    )
    parser.add_argument("--encoding", default="", metavar="NAME", help="of text: utf-8, gb18030, big5, utf-16 …")
    parser.add_argument("--styles", type=Path, default=None, metavar="YAML", help="parts of stories by Word styles")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for readers or for programs")
    parser.add_argument("--replace", action="store_true", help="write over stories and pictures that are there")
    parser.add_argument("--dry-run", action="store_true", help="show the account and the story; write nothing")


def _preflight(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="PDFs")
    words = "newsprint: the standard that a file claims and GWG 2022; x4, x1a or epaper (PDF/UA) alone"
    parser.add_argument("--profile", choices=_PROFILES, default="newsprint", help=words)
    parser.add_argument(
        "--ink-limit", type=int, default=220, metavar="PERCENT", help="the most ink of a colour (default: 220)"
    )
    words = "measure the ink of every plate, page by page: most, mean of 15 mm squares, heat map (html)"
    parser.add_argument("--ink", action="store_true", help=words)
    _rip(parser)
    words = "for readers, for programs, or a page that shows where (html)"
    parser.add_argument("--format", choices=("text", "json", "html"), default="text", help=words)
    words = "write there, of several files' html into that folder (default: print)"
    parser.add_argument("--out", type=Path, default=None, metavar="FILE", help=words)


def _separations(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="PDFs")
    words = "write the pictures there (default: separations)"
    parser.add_argument("--out", type=Path, default=Path("separations"), metavar="FOLDER", help=words)
    words = "what is red in the picture of total ink (default: over 220)"
    parser.add_argument("--ink-limit", type=int, default=220, metavar="PERCENT", help=words)
    _rip(parser)


def _rip(parser: argparse.ArgumentParser) -> None:
    words = "who makes the plates: Ghostscript where it is installed (auto), Ghostscript alone, or our own repainting"
    parser.add_argument("--rip", choices=_RIPS, default="auto", help=words)


def _dump(parser: argparse.ArgumentParser) -> None:
    _issue(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for readers, or one JSON object a line"
    )
    parser.add_argument(
        "--audit", action="store_true", help="in text too: why each line stands as it does (in JSON always)"
    )


def _compared(parser: argparse.ArgumentParser) -> None:
    words = "an issue's folder, or the folder that compose wrote of one"
    parser.add_argument("old", type=Path, metavar="OLD", help=words)
    parser.add_argument("new", type=Path, metavar="NEW", help="the same of the later state")
    where = "write diff.html and the pages of both, laid over each other, there"
    parser.add_argument("--out", type=Path, default=None, metavar="FOLDER", help=where)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for readers or for programs")
    parser.add_argument("--layouts", type=Path, default=None, metavar="FOLDER", help="the papers' designs")
    parser.add_argument("--fonts", type=Path, default=None, metavar="FOLDER", help=_FONTS_HELP)


def _imposed(parser: argparse.ArgumentParser) -> None:
    _issue(parser)
    words = "where compose wrote FOLDER/ISSUE (default: out)"
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="FOLDER", help=words)


def _proofed(parser: argparse.ArgumentParser) -> None:
    _issue(parser)
    parser.add_argument("--pages", type=labels, default=(), metavar="LABELS", help="of these pages only, such as 01,04")
    words = "on A3 (default) or A4, or as large as it will be printed"
    parser.add_argument("--size", choices=("a3", "a4", "true"), default="a3", help=words)
    words = "the galley (小樣) of this story instead, on A4"
    parser.add_argument("--story", default="", metavar="STORY", help=words)
    words = "the galley's measure, such as 18em (default: as in its box)"
    parser.add_argument("--measure", default="", metavar="LENGTH", help=words)
    words = "write into FOLDER/ISSUE/proof (default: out)"
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="FOLDER", help=words)
    cache(parser)


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", choices=_SCHEMAS, metavar="FORMAT", help=", ".join(_SCHEMAS))


def _fonts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", type=Path, nargs="?", default=None, metavar="ISSUE", help="an issue's folder")
    parser.add_argument("--fonts", type=Path, default=None, metavar="FOLDER", help=_FONTS_HELP)


def _advised(parser: argparse.ArgumentParser) -> None:
    _issue(parser)
    parser.add_argument("--story", action="append", default=[], metavar="STORY", help="this story (default: all)")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--shorter", type=lines, default=0, metavar="N", help="by N body lines (default: 6)")
    length.add_argument("--longer", type=lines, default=0, metavar="N", help="by N body lines")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for readers or for programs")


def _line_asked(parser: argparse.ArgumentParser) -> None:
    _issue(parser)
    parser.add_argument("--story", required=True, metavar="STORY", help="the story, by the name of its file")
    parser.add_argument("--line", required=True, type=int, metavar="N", help="which line of it, from 1")
    parser.add_argument("--part", default="body", metavar="PART", help="headline, deck …; the body if none is named")
    parser.add_argument("--page", default="", metavar="LABEL", help="count the lines on this page only")
    parser.add_argument("--box", default="", metavar="BOX", help="count the lines in this box only")


_COMMANDS: Final[Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]] = {
    "compose": ("make the pages: press files, proof, reader's PDF, reports", _compose_options),
    "watch": ("make the pages, and again what changes whenever a file is saved", _compose_options),
    "release": (
        "release pages (付印): check them, freeze their plates, enter them into the ledger, deliver them",
        _release_options,
    ),
    "ledger": (
        "print the ledger of an issue (付印簿): what was released, replaced, delivered and refused",
        _ledger_options,
    ),
    "archive": (
        "add an issue to a folder of issues that readers browse and search, or make it anew there",
        _archive_options,
    ),
    "withdraw": ("withdraw a story after it was published (撤稿): readers get a notice in its place", _told),
    "correct": ("tell readers that a story was corrected after it was published (更正)", _told),
    "check": ("compose, say what is wrong and how each story fits; write nothing", _issue),
    "proof": ("pull proof sheets of pages (大樣), or the galley of a story (小樣), to read and sign", _proofed),
    "lint": ("proofread copy as it was typed: what looks wrong, with a change that would mend it", _lint),
    "import": (
        "make stories of copy as it arrives: .docx, plain text, ninjs, NITF; report every guess",
        _import_options,
    ),
    "preflight": ("judge finished PDFs, of this program or any other, as a printing house would", _preflight),
    "separations": ("show the plates of finished PDFs, their total ink and a soft proof, as pictures", _separations),
    "diff": ("compare two states of an issue: words, lines, boxes and pictures that were changed", _compared),
    "dump": ("print every story's copy and every set line", _dump),
    "explain": (
        "say why a line stands as it does: what was adjusted, what it cost, which breaks were refused",
        _line_asked,
    ),
    "advise": ("say what each measure would gain, tried: a story so many lines shorter, or longer", _advised),
    "impose": ("lay the plates of an issue on the sheets that its press prints", _imposed),
    "schema": ("print the JSON Schema of a file format, for editors' completion and checking", _schema),
    "fonts": (
        "list the roles of fonts.yaml, their faces and what they cover; of an issue, what it brings as well",
        _fonts,
    ),
}
"""Every command: what it does, and what fills its options in."""


if __name__ == "__main__":
    sys.exit(program())
