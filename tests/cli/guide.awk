# A guide's commands, and what it shows of their answers. In blocks that begin with ```console a line "$ ..."
# is a command and what follows is its answer, where "..." stands for any lines; "```console exit=1" says
# how all of the block's end. A comment "<!-- test: ... -->" is what the reader does elsewhere than in a
# terminal, or a day that has come.
#
#   awk -v into=FOLDER -f guide.awk GUIDE             FOLDER/001.run, .exit, and .want where an answer is shown
#   awk -v from=FOLDER -f guide.awk GUIDE >NEW        the guide again, with the answers in FOLDER/001.out

function name(ending) {
  return sprintf("%s/%03d.%s", into ? into : from, step, ending)
}

# The answer as the guide has it, or as it is now, abbreviated as it was.
function end_answer(   n, i, lines, head, tail, line) {
  if (!step || !answering) return
  answering = 0
  if (from && shown) {
    for (n = 0; (getline line <name("out")) > 0; ) lines[++n] = line
    close(name("out"))
    head = cut ? cut - 1 : n
    tail = cut ? shown - cut : 0
    if (first ~ /^@[0-9]*$/) { head = first == "@" ? n : substr(first, 2) + 0; tail = 0; cut = head < n }
    for (i = 1; i <= head && i <= n; i++) print lines[i]
    if (cut) print "..."
    for (i = n - tail + 1; i <= n; i++) print lines[i]
  }
}

# Of a command that goes on in the next line the text comes later.
function start(text, code) {
  step++
  if (into) {
    if (text) print text >name("run")
    print code >name("exit")
    close(name("exit"))
  }
}

/^<!-- test: .* -->$/ {
  text = $0
  gsub(/^<!-- test: | -->$/, "", text)
  start(text, 0)
}
/^```console/ {
  inside = 1
  code = match($0, /exit=[0-9]+/) ? substr($0, RSTART + 5, RLENGTH - 5) : 0
  if (from) print
  next
}
/^```$/ && inside { end_answer(); inside = 0 }
inside && continued {
  text = text "\n" $0
  continued = /\\$/
  if (into && !continued) print text >name("run")
  if (from) print
  next
}
inside && /^\$ / {
  end_answer()
  text = substr($0, 3)
  continued = /\\$/
  start(continued ? "" : text, code)
  answering = 1; shown = 0; cut = 0; first = ""
  if (from) print
  next
}
inside {
  if (!shown++) first = $0
  if ($0 == "...") cut = shown
  if (into) print >name("want")
  next
}
from { print }
END { if (into) print step >(into "/count") }
