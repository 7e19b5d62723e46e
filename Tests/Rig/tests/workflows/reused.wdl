version 1.2

# Two steps whose results another run may take.
task shout {
  input {
    File words
    String mark = "!"
    Int cores = 1
  }

  command <<<
    tr a-z A-Z < ~{words} | sed 's/$/~{mark}/' > loud.txt
    echo "$(basename ~{words}) ~{sep(' ', [words, words])}" | wc -w > count.txt
  >>>

  output {
    File loud = "loud.txt"
    Int count = read_int("count.txt")
  }

  requirements {
    container: "localhost/busybox:latest"
    cpu: cores
  }
}

task join {
  input {
    Array[File] parts
  }

  command <<<
    xargs cat < ~{write_lines(parts)} > all.txt
    date +%s%N > made.txt
  >>>

  output {
    File all = "all.txt"
    String made = read_string("made.txt")
  }

  requirements {
    container: "localhost/busybox:latest"
  }
}

workflow reused {
  input {
    Array[File] words
    String mark = "!"
    Int cores = 1
  }

  scatter (word in words) {
    call shout { input: words = word, mark = mark, cores = cores }
  }
  call join { input: parts = shout.loud }

  output {
    File all = join.all
    String made = join.made
    Array[Int] counts = shout.count
  }
}
