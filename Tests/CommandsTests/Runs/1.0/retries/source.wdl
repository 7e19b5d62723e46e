version 1.0

task place {
  command <<< pwd >>>
  output { String folder = read_string(stdout()) }
}

task flaky {
  input { String folder }
  command <<<
    echo x >> ~{folder}/tries
    wc -l < ~{folder}/tries
    test $(wc -l < ~{folder}/tries) -ge 2
  >>>
  runtime { maxRetries: 2 }
  output { Int tries = read_int(stdout()) }
}

workflow w {
  call place
  call flaky { input: folder = place.folder }
  output { Int tries = flaky.tries }
}
