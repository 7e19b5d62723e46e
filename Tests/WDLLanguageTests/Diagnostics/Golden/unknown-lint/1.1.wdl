version 1.1

#@ except: UnusedInput, SomeRuleOfAnotherTool
workflow example {
  input {
    # martlet: allow(wdl.unused-inputs)
    Int size
  }
}
