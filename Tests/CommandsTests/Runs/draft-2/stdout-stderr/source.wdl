task talk {
  command {
    echo out
    echo err >&2
  }
  output {
    File o = stdout()
    String e = read_string(stderr())
  }
}

task cat {
  File f
  command { cat ${f} }
  output { String text = read_string(stdout()) }
}

workflow streams {
  call talk
  call cat { input: f = talk.o }
  output {
    String text = cat.text
    String err = talk.e
  }
}
