// Made of openapi.json by `npm run client`; do not edit.

export interface Operations {
  /**
   * Submit a report
   */
  postReports: {
    body: {
      class?: 'complaint' | 'aspiration' | 'information_request'
      title?: string | null
      body: string
      occurred_on?: string | null
      location?: {
        area_code?: string | null
        text?: string | null
        latitude?: number | null
        longitude?: number | null
      } | null
      institution_code?: string | null
      category_code?: string | null
      anonymous?: boolean
      secret?: boolean
      contact: {
        name: string
        phone?: string | null
        email?: string | null
        nik?: string | null
      }
      /**
       * Items: Ids from POST /api/v1/attachments
       */
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      follow_url: string
      /**
       * Training mode only: the code that the contact would be sent
       */
      training_code?: string
    }
  }
  /**
   * List published reports, newest first
   */
  getReports: {
    query?: {
      state?:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      class?: 'complaint' | 'aspiration' | 'information_request'
      /**
       * Code of an institution or unit
       */
      institution?: string
      /**
       * Code; a top category stands for all below it
       */
      category?: string
      /**
       * Kemendagri code; stands for everything below it
       */
      area?: string
      q?: string
      cursor?: string
      /**
       * 1 to 100, default 20
       */
      limit?: string
    }
    answer: {
      reports: {
        tracking_number: string
        state:
          | 'awaiting_identity'
          | 'submitted'
          | 'on_hold'
          | 'assigned'
          | 'in_progress'
          | 'answered'
          | 'closed'
          | 'archived'
        [k: string]: unknown
      }[]
      next_cursor: string | null
    }
  }
  /**
   * Read a report
   */
  getReport: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      state_label: string
      class: 'complaint' | 'aspiration' | 'information_request'
      published: boolean
      title: string | null
      body: string | null
      category: {
        code: string
        name: string
      } | null
      location: {
        area_code: string | null
        area_name: string | null
        text: string | null
        latitude: number | null
        longitude: number | null
      }
      occurred_on: string | null
      reporter_name: string | null
      channel: string
      institution: {
        code: string
        name: string
        short_name: string
      }
      holder: {
        code: string
        name: string
        short_name: string
      }
      created_at: string
      submitted_at: string | null
      answered_at: string | null
      closed_at: string | null
      close_kind: string | null
      archive_reason: string | null
      due_at: string | null
      due_kind: string | null
      rating: number | null
      timeline: {
        seq: number
        at: string
        type: string
        from_state: string | null
        to_state: string
        by: {
          kind: string
          code?: string
          name?: string
          [k: string]: unknown
        }
        target: {
          code: string
          name: string
          short_name: string
        } | null
        text: string | null
        visibility: string
        data: {
          [k: string]: unknown
        }
        attachments: {
          id: string
          name: string
          kind: string
          mime: string
          bytes: number
          url: string
        }[]
      }[]
      attachments: {
        id: string
        name: string
        kind: string
        mime: string
        bytes: number
        url: string
      }[]
      [k: string]: unknown
    }
  }
  /**
   * Confirm the contact with the one-time code
   */
  postReportConfirmIdentity: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      code: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Send a new code to the report’s own contact
   */
  postReportResendCode: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      sent: boolean
    }
  }
  /**
   * State, or correct, the name and NIK that the report waits for
   */
  postReportStateIdentity: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      /**
       * The known one if left out
       */
      name?: string
      /**
       * Sixteen digits; read by nobody who handles the report
       */
      nik: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Add to one’s report
   */
  postReportAddInformation: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Supply what staff asked for
   */
  postReportComplete: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that it is not solved
   */
  postReportDispute: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take the report back
   */
  postReportWithdraw: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text?: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say whether a system that handles the report gets one’s name and contact
   */
  postReportDecideIdentity: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      agrees: boolean
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that it is solved, and rate it
   */
  postReportConfirm: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      rating: number
      text?: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Verify a report
   */
  postReportVerify: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      class?: 'complaint' | 'aspiration' | 'information_request'
      oversight?: boolean
      category_code?: string
      title?: string
      public_body?: string
      public_attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Correct class, category or public text
   */
  postReportCorrect: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      class?: 'complaint' | 'aspiration' | 'information_request'
      oversight?: boolean
      category_code?: string
      title?: string
      public_body?: string
      public_attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Give a report to an institution or unit; verifies it if nobody did
   */
  postReportAssign: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      institution_code: string
      note?: string
      class?: 'complaint' | 'aspiration' | 'information_request'
      oversight?: boolean
      category_code?: string
      title?: string
      public_body?: string
      public_attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Hand a report back up as not one’s own
   */
  postReportReturn: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      reason: string
      proposed_code?: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say what is being done
   */
  postReportFollowUp: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      /**
       * YYYY-MM-DD; becomes a deadline
       */
      promised_on?: string
      visibility?: 'public' | 'internal'
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that it is solved, and how
   */
  postReportAnswer: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      /**
       * YYYY-MM-DD; today if left out
       */
      done_on?: string
      /**
       * who did it; the holder if left out
       */
      done_by_code?: string
      /**
       * YYYY-MM-DD; an answer that puts something off needs it
       */
      promised_on?: string
      no_evidence_reason?: string
      open_tasks_reason?: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Wait for the reporter’s data
   */
  postReportHold: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * End a report without handling it
   */
  postReportArchive: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      reason: string
      text: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take an archived report up again
   */
  postReportRestore: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Close an answered report
   */
  postReportClose: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text?: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take over a report whose deadline was missed two working days ago
   */
  postReportTakeOver: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Ask another institution or unit to do its part
   */
  postReportTasks: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      institution_code: string
      task: string
      required?: boolean
      /**
       * YYYY-MM-DD; with the report if left out
       */
      due_on?: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say what one’s part is doing
   */
  postReportTasksFollowUp: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      visibility?: 'public' | 'internal'
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that one’s part is done
   */
  postReportTasksFinish: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Hand a task back to the lead
   */
  postReportTasksDecline: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take a task back
   */
  postReportTasksCancel: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      institution_code: string
      text: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that what was promised is done
   */
  postReportPromiseKept: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Join to another report of the same incident
   */
  postReportJoin: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      into: string
      text?: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Let a joined report go its own way again
   */
  postReportUnjoin: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Mark an archived report as false
   */
  postReportMarkFalse: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      /**
       * The reporter reads it
       */
      reason: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take that mark back
   */
  postReportUnmarkFalse: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      /**
       * The reporter reads it
       */
      reason: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Send an answer that waits for approval
   */
  postReportApproveAnswer: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {}
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Give a waiting answer back to its writer
   */
  postReportRejectAnswer: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * The reports of one’s institution or unit, the most urgent first
   */
  getInbox: {
    query?: {
      scope?: 'held' | 'handed_on' | 'all'
      state?:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      q?: string
      cursor?: string
    }
    answer: {
      counts: {
        [k: string]: number
      }
      overdue: number
      reports: {
        tracking_number: string
        [k: string]: unknown
      }[]
      next_cursor: string | null
    }
  }
  /**
   * Upload a file (multipart/form-data, field "file"); name its id in a report or an entry within two days
   */
  postAttachments: {
    answer: {
      id: string
      name: string
      kind: string
      bytes: number
    }
  }
  /**
   * Search regions by name, down to the village
   */
  getAreas: {
    query?: {
      q?: string
    }
    answer: {
      areas: {
        code: string
        level: string
        name: string
        full_name: string
      }[]
    }
  }
  /**
   * Institutions and units
   */
  getInstitutions: {
    query?: {
      q?: string
      kind?: string
      parent?: string
      cursor?: string
    }
    answer: {
      institutions: {
        code: string
        name: string
        [k: string]: unknown
      }[]
      next_cursor: string | null
    }
  }
  /**
   * The two-level tree of categories
   */
  getCategories: {
    answer: {
      categories: {
        code: string
        name: string
        children: {
          code: string
          name: string
        }[]
      }[]
    }
  }
  /**
   * What the code of a refusal means; the `type` of each leads here
   */
  getProblem: {
    path: {
      code: string
    }
    answer: {
      type: string
      code: string
      title: string
    }
  }
  /**
   * Figures of the last 30 days
   */
  getStatistics: {
    answer: {
      days: number
      received: number
      followed_up: number
      answered: number
      closed: number
      median_days_to_answer: number | null
      rating_mean: number | null
      rating_count: number
    }
  }
  /**
   * Figures of the country or an institution, by months and by class, category or area
   */
  getStatisticsFigures: {
    query?: {
      /**
       * Code; the country if left out
       */
      institution?: string
      /**
       * YYYY-MM; two months before until
       */
      from?: string
      /**
       * YYYY-MM, included; this month
       */
      until?: string
      by?: 'class' | 'category' | 'area'
    }
    answer: {
      from: string
      until: string
      total: {
        received: number
        followed_up: number
        answered: number
        closed: number
        archived: number
        follow_up_in_time: number
        follow_up_late: number
        solve_in_time: number
        solve_late: number
        rated: number
        rating_sum: number
      }
      parts: {
        key: string | null
        counts: {
          received: number
          followed_up: number
          answered: number
          closed: number
          archived: number
          follow_up_in_time: number
          follow_up_late: number
          solve_in_time: number
          solve_late: number
          rated: number
          rating_sum: number
        }
      }[]
      /**
       * Parts of fewer than five people, together
       */
      others: {
        received: number
        followed_up: number
        answered: number
        closed: number
        archived: number
        follow_up_in_time: number
        follow_up_late: number
        solve_in_time: number
        solve_late: number
        rated: number
        rating_sum: number
      } | null
    }
  }
  /**
   * Exchange a system’s key for an access token
   */
  postOauthToken: {
    answer: {
      access_token: string
      token_type: string
      expires_in: number
      scope: string
    }
  }
  /**
   * One’s webhooks
   */
  getWebhooks: {
    answer: {
      webhooks: {
        id: number
        url: string
        event_types: string[]
        active: boolean
        created_at: string
      }[]
    }
  }
  /**
   * Be called at an address of one’s own
   */
  postWebhooks: {
    body: {
      url: string
      /**
       * @maxItems 60
       */
      event_types?: string[]
    }
    answer: {
      id: number
      /**
       * `whsec_…`, shown this once
       */
      secret: string
    }
  }
  /**
   * Be called no more
   */
  postWebhookEnd: {
    path: {
      /**
       * Id of a webhook
       */
      id: string
    }
    answer: {
      ended: boolean
    }
  }
  /**
   * Have a test event sent
   */
  postWebhookTest: {
    path: {
      /**
       * Id of a webhook
       */
      id: string
    }
    answer: {
      queued: number
    }
  }
  /**
   * Have everything since an instant sent again, under its old message ids
   */
  postWebhookReplay: {
    path: {
      /**
       * Id of a webhook
       */
      id: string
    }
    body: {
      /**
       * ISO 8601 with zone
       */
      since: string
    }
    answer: {
      queued: number
    }
  }
  /**
   * What was sent, newest first
   */
  getWebhookDeliveries: {
    path: {
      /**
       * Id of a webhook
       */
      id: string
    }
    query?: {
      /**
       * Id of the last delivery seen
       */
      before?: string
    }
    answer: {
      deliveries: {
        id: number
        seq: number | null
        message_id: string
        type: string
        state: string
        attempts: number
        created_at: string
        next_try_at: string | null
        delivered_at: string | null
        last_status: number | null
        last_error: string | null
      }[]
    }
  }
  /**
   * Say something about a report that both systems share
   */
  postExchangeMessages: {
    body: {
      /**
       * The same however often it is sent
       */
      id: string
      type:
        | 'exchange.offer'
        | 'exchange.accept'
        | 'exchange.refuse'
        | 'exchange.update'
        | 'exchange.answer'
        | 'exchange.close'
        | 'exchange.ask_identity'
        | 'exchange.identity'
      timestamp: string
      data: {
        /**
         * The id of the sending installation, of its own choice
         */
        from: string
        origin: {
          instance: string
          number: string
        }
        /**
         * The installations it passed, the origin first, the sender last
         *
         * @maxItems 20
         */
        hops:
          | []
          | [string]
          | [string, string]
          | [string, string, string]
          | [string, string, string, string]
          | [string, string, string, string, string]
          | [string, string, string, string, string, string]
          | [string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string, string, string, string]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
        /**
         * Its number at the sender’s
         */
        number: string
        /**
         * 1, 2, 3 … per report and direction
         */
        seq: number
        /**
         * The last `seq` of the receiver’s that the sender has applied
         */
        saw: number
        report?: {
          title: string
          body: string
          class?: 'complaint' | 'aspiration' | 'information_request'
          category_code?: string | null
          institution_code?: string | null
          area_code?: string | null
          location_text?: string | null
          latitude?: number | null
          longitude?: number | null
          occurred_on?: string | null
          secret?: boolean
        }
        state?: string | null
        text?: string | null
        /**
         * The reporter says that it is not solved
         */
        reopens?: boolean
        reason?: string | null
        outcome?: 'confirmed' | 'silence' | 'closed' | 'withdrawn' | 'archived' | 'taken_back'
        rating?: number | null
        done_on?: string | null
        promised_on?: string | null
        /**
         * @maxItems 20
         */
        attachments?:
          | []
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
        /**
         * The reporter does not give the contact
         */
        declined?: boolean
        reporter?: {
          name: string | null
          phone?: string | null
          email?: string | null
        }
      }
    }
    answer: {
      /**
       * applied, waiting, superseded or refused
       */
      outcome: string
      reason: string | null
      number: string | null
      repeated: boolean
    }
  }
  /**
   * A file that a message of ours named
   */
  getExchangeFile: {
    path: {
      /**
       * Id of a file
       */
      id: string
    }
    answer: unknown
  }
  /**
   * Ask the system that handed over the report for its reporter’s contact; the reporter decides
   */
  postReportAskIdentity: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      reason: string
    }
    answer: {
      asked: boolean
    }
  }
}

/** Method and address of every operation. */
export const OPERATIONS = {
  postReports: { method: 'POST', path: '/api/v1/reports' },
  getReports: { method: 'GET', path: '/api/v1/reports' },
  getReport: { method: 'GET', path: '/api/v1/reports/{tracking_number}' },
  postReportConfirmIdentity: { method: 'POST', path: '/api/v1/reports/{tracking_number}/confirm-identity' },
  postReportResendCode: { method: 'POST', path: '/api/v1/reports/{tracking_number}/resend-code' },
  postReportStateIdentity: { method: 'POST', path: '/api/v1/reports/{tracking_number}/state-identity' },
  postReportAddInformation: { method: 'POST', path: '/api/v1/reports/{tracking_number}/add-information' },
  postReportComplete: { method: 'POST', path: '/api/v1/reports/{tracking_number}/complete' },
  postReportDispute: { method: 'POST', path: '/api/v1/reports/{tracking_number}/dispute' },
  postReportWithdraw: { method: 'POST', path: '/api/v1/reports/{tracking_number}/withdraw' },
  postReportDecideIdentity: { method: 'POST', path: '/api/v1/reports/{tracking_number}/decide-identity' },
  postReportConfirm: { method: 'POST', path: '/api/v1/reports/{tracking_number}/confirm' },
  postReportVerify: { method: 'POST', path: '/api/v1/reports/{tracking_number}/verify' },
  postReportCorrect: { method: 'POST', path: '/api/v1/reports/{tracking_number}/correct' },
  postReportAssign: { method: 'POST', path: '/api/v1/reports/{tracking_number}/assign' },
  postReportReturn: { method: 'POST', path: '/api/v1/reports/{tracking_number}/return' },
  postReportFollowUp: { method: 'POST', path: '/api/v1/reports/{tracking_number}/follow-up' },
  postReportAnswer: { method: 'POST', path: '/api/v1/reports/{tracking_number}/answer' },
  postReportHold: { method: 'POST', path: '/api/v1/reports/{tracking_number}/hold' },
  postReportArchive: { method: 'POST', path: '/api/v1/reports/{tracking_number}/archive' },
  postReportRestore: { method: 'POST', path: '/api/v1/reports/{tracking_number}/restore' },
  postReportClose: { method: 'POST', path: '/api/v1/reports/{tracking_number}/close' },
  postReportTakeOver: { method: 'POST', path: '/api/v1/reports/{tracking_number}/take-over' },
  postReportTasks: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks' },
  postReportTasksFollowUp: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks/follow-up' },
  postReportTasksFinish: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks/finish' },
  postReportTasksDecline: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks/decline' },
  postReportTasksCancel: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks/cancel' },
  postReportPromiseKept: { method: 'POST', path: '/api/v1/reports/{tracking_number}/promise-kept' },
  postReportJoin: { method: 'POST', path: '/api/v1/reports/{tracking_number}/join' },
  postReportUnjoin: { method: 'POST', path: '/api/v1/reports/{tracking_number}/unjoin' },
  postReportMarkFalse: { method: 'POST', path: '/api/v1/reports/{tracking_number}/mark-false' },
  postReportUnmarkFalse: { method: 'POST', path: '/api/v1/reports/{tracking_number}/unmark-false' },
  postReportApproveAnswer: { method: 'POST', path: '/api/v1/reports/{tracking_number}/approve-answer' },
  postReportRejectAnswer: { method: 'POST', path: '/api/v1/reports/{tracking_number}/reject-answer' },
  getInbox: { method: 'GET', path: '/api/v1/inbox' },
  postAttachments: { method: 'POST', path: '/api/v1/attachments' },
  getAreas: { method: 'GET', path: '/api/v1/areas' },
  getInstitutions: { method: 'GET', path: '/api/v1/institutions' },
  getCategories: { method: 'GET', path: '/api/v1/categories' },
  getProblem: { method: 'GET', path: '/api/v1/problems/{code}' },
  getStatistics: { method: 'GET', path: '/api/v1/statistics' },
  getStatisticsFigures: { method: 'GET', path: '/api/v1/statistics/figures' },
  postOauthToken: { method: 'POST', path: '/api/v1/oauth/token' },
  getWebhooks: { method: 'GET', path: '/api/v1/webhooks' },
  postWebhooks: { method: 'POST', path: '/api/v1/webhooks' },
  postWebhookEnd: { method: 'POST', path: '/api/v1/webhooks/{id}/end' },
  postWebhookTest: { method: 'POST', path: '/api/v1/webhooks/{id}/test' },
  postWebhookReplay: { method: 'POST', path: '/api/v1/webhooks/{id}/replay' },
  getWebhookDeliveries: { method: 'GET', path: '/api/v1/webhooks/{id}/deliveries' },
  postExchangeMessages: { method: 'POST', path: '/api/v1/exchange/messages' },
  getExchangeFile: { method: 'GET', path: '/api/v1/exchange/files/{id}' },
  postReportAskIdentity: { method: 'POST', path: '/api/v1/reports/{tracking_number}/ask-identity' },
} as const satisfies Record<keyof Operations, { method: string; path: string }>
