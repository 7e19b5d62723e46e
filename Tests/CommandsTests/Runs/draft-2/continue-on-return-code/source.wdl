task fails {
  Int status
  command { echo before; exit ${status} }
  runtime { continueOnReturnCode: [3, 4] }
  output { String text = read_string(stdout()) }
}

task whatever {
  command { exit 77 }
  runtime { continueOnReturnCode: true }
}

workflow statuses {
  call fails { input: status = 4 }
  call whatever
}
