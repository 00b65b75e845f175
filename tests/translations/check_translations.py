"""Fails, naming each string, when a text of the window lacks its translation or its typography.

Runs lupdate over the sources on copies of the translations: the tree itself is never written.
"""

import argparse
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

LANGUAGES = {"en": ["-pluralonly"], "fr": []}
PLACES = re.compile(r"%(?:n|L?\d+)")
FRENCH_MISTAKES = {
    "a plain space before one of ; ! ? :": re.compile(r" [;!?:]"),
    "an ASCII double quote": re.compile(r'"'),
    "an ASCII apostrophe": re.compile(r"'"),
    "no no-break space inside « »": re.compile("«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»"),
}


def updated_copy(lupdate, source, work, language):
    name = f"headscope_{language}.ts"
    copy = work / name
    shutil.copyfile(source / "resources" / "translations" / name, copy)
    command = [lupdate, "-silent", "-I", ".", "-recursive", "ui", "app", "-source-language", "en",
               "-target-language", language, "-locations", "absolute", *LANGUAGES[language], "-ts", copy]
    subprocess.run(command, cwd=source, check=True)
    return ElementTree.parse(copy).getroot()


def translated_texts(message):
    translation = message.find("translation")
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def state_problem(message):
    state = message.find("translation").get("type")
    if state in ("vanished", "obsolete"):
        return "is no longer in the sources: remove it"
    if state == "unfinished" or not all(translated_texts(message)):
        return "is not translated"
    return None


def text_problems(message, language):
    source = message.findtext("source")
    # A form for one may leave its number out; every other place must be there.
    required = set(PLACES.findall(source)) - {"%n"}
    for text in translated_texts(message):
        if required - set(PLACES.findall(text)):
            yield f"lost a place (%1, %2…): {text!r}"
        if language == "fr":
            yield from (f"has {what}: {text!r}" for what, found in FRENCH_MISTAKES.items() if found.search(text))


def problems(root, language):
    for context in root.findall("context"):
        for message in context.findall("message"):
            where = f"{language}: {context.findtext('name')}: {message.findtext('source')!r}"
            state = state_problem(message)
            found = [state] if state else text_problems(message, language)
            yield from (f"{where} {problem}" for problem in found)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lupdate", required=True)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    found = []
    for language in LANGUAGES:
        root = updated_copy(options.lupdate, options.source, options.work, language)
        if root.find("context") is None:
            found.append(f"{language}: lupdate found no text at all")
        found += problems(root, language)
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        print(f"{len(found)} problem(s). From the root of the sources:\n"
              "  lupdate -I . -recursive ui app -locations none -no-obsolete -ts "
              "resources/translations/headscope_fr.ts\n"
              "(and with -pluralonly for headscope_en.ts), then translate.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
