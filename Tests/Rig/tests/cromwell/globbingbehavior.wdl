version 1.1

# Globs: in a folder whose name is an input, beside a status other than 0, and of links.
task files {
  input {
    String folder
  }

  command <<<
    mkdir ~{folder}
    echo "in" > ~{folder}/b.txt
    echo "first" > ~{folder}/a.txt
    echo "top" > top.txt
    exit 3
  >>>

  output {
    Array[File] inside = glob("~{folder}/*.txt")
    Array[File] here = glob("*.txt")
    Array[File] none = glob("*.csv")
  }

  runtime {
    container: "localhost/busybox:latest"
    returnCodes: 3
  }
}

task links {
  command <<<
    mkdir made
    echo "old" > made/file.txt
    ln made/file.txt made/hard.txt
    ln -s hard.txt made/soft_1.txt
    ln -s soft_1.txt made/soft_2.txt
    echo "new" > made/file.txt
  >>>

  output {
    Array[File] hard = glob("made/hard*.txt")
    Array[File] soft = glob("made/soft*.txt")
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

workflow globbingbehavior {
  call files { input: folder = "out" }
  call links

  scatter (file in flatten([files.inside, files.here, links.hard, links.soft])) {
    String text = read_string(file)
  }

  output {
    Array[String] texts = text
    Int none = length(files.none)
  }
}
